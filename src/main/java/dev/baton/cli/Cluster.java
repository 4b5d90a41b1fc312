package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

final class Cluster extends ClientVerb {
    private static final int WRONG_STATE = 409;

    private final Grammar.Flag quiet = grammar().flag("Only the names, one a line.", "-q", "--quiet");
    /** Completion has no patience. */
    private final Grammar.Value<String> within = grammar().hidden("--within");

    Cluster(Surroundings surroundings) {
        super(
                surroundings,
                "cluster",
                "Show the nodes of the cluster: who is there, and what is known of those who can't be reached.",
                "A Baton that is in no cluster says so, with exit code 1.");
        grammar()
                .examples(
                        "  baton cluster",
                        "  baton cluster -q",
                        "  baton cluster --format json | jq -r '.data.nodes[]|select(.state!=\"up\").node'");
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        String limit = within.get();
        Duration patience = limit == null ? PATIENCE : TimeOption.read("--within", limit);
        Reply reply = connection.ask(new Command.Status(), patience);
        if (!reply.isSuccess()) {
            return failed(reply);
        }
        List<JsonObject> nodes = Nodes.of(reply.data());
        if (nodes.isEmpty()) {
            return failed(new Reply(
                    WRONG_STATE,
                    new JsonObject(),
                    "This Baton is in no cluster: see with baton status what it is.",
                    "",
                    Protocol.VERSION));
        }
        show(Rows.text(reply.data(), "cluster"), nodes);
        return ExitCodes.DONE;
    }

    private void show(String cluster, List<JsonObject> nodes) {
        Screen screen = screen();
        if (isJson()) {
            JsonObject data = new JsonObject().put("cluster", cluster).put("nodes", new JsonArray(nodes));
            screen.line(JsonOutput.pretty(new Reply(0, data, "", "", Protocol.VERSION)));
        } else if (quiet.isSet()) {
            nodes.forEach(node -> screen.line(Visible.of(Rows.text(node, "node"))));
        } else {
            screen.line("Cluster: " + Visible.of(cluster) + teller(nodes));
            screen.line("");
            Nodes.table(nodes).print(screen);
            Nodes.sayWhy(nodes, screen);
        }
    }

    /** What other nodes know may be newer or older. */
    private static String teller(List<JsonObject> nodes) {
        return nodes.stream()
                .filter(node -> Rows.flag(node, "self"))
                .map(node -> ", as " + Visible.of(Rows.text(node, "node")) + " knows it")
                .findFirst()
                .orElse("");
    }
}
