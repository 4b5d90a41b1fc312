package dev.baton.cli;

import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Choosing agents by names, globs and groups where the other side can't: over HTTP all are listed. */
final class AgentNames {
    private static final String GROUP = "group:";
    private static final int UNKNOWN = 404;

    private AgentNames() {}

    /** The reply to a question for all agents, as one to a question for {@code names}. */
    static Reply choose(List<String> names, Reply all) {
        List<JsonObject> agents = Rows.of(all.data(), "agents");
        List<AgentFilter> filters = new ArrayList<>();
        for (String name : names) {
            AgentFilter filter = AgentFilter.of(
                    List.of(name.startsWith(GROUP) ? "group=" + name.substring(GROUP.length()) : "name=" + name));
            if (agents.stream().noneMatch(filter::takes)) {
                String sentence = "there is no agent '" + name + "': see which there are with ps";
                return new Reply(UNKNOWN, new JsonObject(), sentence, "", Protocol.VERSION);
            }
            filters.add(filter);
        }
        List<JsonObject> chosen = agents.stream()
                .filter(row -> filters.stream().anyMatch(filter -> filter.takes(row)))
                .toList();
        return new Reply(0, all.data().copy().put("agents", new JsonArray(chosen)), "", "", Protocol.VERSION);
    }
}
