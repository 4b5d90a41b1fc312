package dev.baton.cli;

import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ps",
        description = "List the agents: their state and why they are in it.",
        footer = {
            "  baton ps",
            "  baton ps 'weather-*' group:ingest",
            "  baton ps -q --filter state=CRASH_LOOP",
            "  baton ps --format json | jq -r '.data.agents[].agent_name'"
        })
final class Ps extends Question {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Only these: names, globs such as 'weather-*', groups as group:ingest.")
    private List<String> names = List.of();

    @Option(
            names = {"-q", "--quiet"},
            description = "Only the names, one a line.")
    private boolean quiet;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "KEY=VALUE",
            description = "Only those with state=, group= or name= that value, globs allowed. Repeated: of one key any"
                    + " value will do, of different keys all must.")
    private List<String> filters = List.of();

    @Option(
            names = "--within",
            hidden = true,
            paramLabel = "D",
            description = "Give up after this time; completion has no patience.")
    private @Nullable String within;

    Ps(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Ps(names);
    }

    @Override
    Duration patience() {
        return within == null ? PATIENCE : TimeOption.read("--within", within);
    }

    @Override
    Reply chosen(Reply reply) {
        if (filters.isEmpty()) {
            return reply;
        }
        AgentFilter filter = AgentFilter.of(filters);
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
        if (quiet) {
            agents.forEach(row -> screen.line(Visible.of(Rows.text(row, "agent_name"))));
            return;
        }
        screen.line("Orchestrator Status: " + Spans.whole(Rows.number(data, "running_count")) + "/"
                + Spans.whole(Rows.number(data, "max_workers")) + " agents running");
        screen.line("Waiting in queue: " + Spans.whole(Rows.number(data, "waiting_count")));
        Table table = AgentTable.of(agents);
        if (!table.isEmpty()) {
            screen.line("");
            table.print(screen);
        }
    }
}
