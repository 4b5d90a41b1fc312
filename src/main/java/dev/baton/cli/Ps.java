package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class Ps extends Question {
    private final Grammar.Value<List<String>> names = grammar()
            .list(
                    String.class,
                    "0..*",
                    "NAME",
                    "Only these: names, globs such as 'weather-*', groups as group:ingest.");
    private final Grammar.Value<String> node = nodeOption();
    private final Grammar.Flag quiet = grammar().flag("Only the names, one a line.", "-q", "--quiet");
    private final Grammar.Value<List<String>> filters = grammar()
            .texts(
                    "KEY=VALUE",
                    "Only those with state=, group=, node= or name= that value, globs allowed. Repeated: of one key any value will"
                            + " do, of different keys all must.",
                    "-f",
                    "--filter");
    /** Completion has no patience. */
    private final Grammar.Value<String> within = grammar().hidden("--within");

    Ps(Surroundings surroundings) {
        super(surroundings, "ps", "List the agents: their state and why they are in it.");
        grammar()
                .examples(
                        "  baton ps",
                        "  baton ps 'weather-*' group:ingest",
                        "  baton ps -q --filter state=CRASH_LOOP",
                        "  baton ps --node n2",
                        "  baton ps --format json | jq -r '.data.agents[].agent_name'");
    }

    @Override
    Command<?> command() {
        return new Command.Ps(names.or(List.of()), node.get());
    }

    @Override
    Duration patience() {
        String given = within.get();
        return given == null ? PATIENCE : TimeOption.read("--within", given);
    }

    @Override
    Reply chosen(Reply reply) {
        List<String> wanted = filters.or(List.of());
        if (wanted.isEmpty()) {
            return reply;
        }
        AgentFilter filter = AgentFilter.of(wanted);
        List<Object> left = new ArrayList<>();
        for (JsonObject row : Rows.of(reply.data(), "agents")) {
            if (filter.takes(row)) {
                left.add(row);
            }
        }
        JsonObject data = reply.data().copy().put("agents", new JsonArray(left));
        return new Reply(reply.code(), data, reply.error(), reply.requestId(), reply.protocolVersion());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        List<JsonObject> agents = Rows.of(data, "agents");
        if (quiet.isSet()) {
            agents.stream()
                    .map(row -> Rows.text(row, "agent_name"))
                    .distinct()
                    .forEach(name -> screen.line(Visible.of(name)));
            return;
        }
        screen.line("Orchestrator Status: " + Spans.whole(Rows.number(data, "running_count")) + "/"
                + Spans.whole(Rows.number(data, "max_workers")) + " agents running");
        screen.line("Waiting in queue: " + Spans.whole(Rows.number(data, "waiting_count")));
        Table table = AgentTable.of(agents, data);
        if (!table.isEmpty()) {
            screen.line("");
            table.print(screen);
        }
        if (!Nodes.unreachable(data).isEmpty()) {
            screen.line("");
            Nodes.sayWhoIsUnreachable(data, screen);
        }
    }
}
