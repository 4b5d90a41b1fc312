package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Positions;
import dev.baton.settings.Durations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a command is asked for over HTTP.
 *
 * @param post whether it does something, rather than only ask
 * @param path with its query, to be put behind the address
 */
record HttpRoute(boolean post, String path) {

    private static HttpRoute get(String path) {
        return new HttpRoute(false, path);
    }

    /** The route of a command for at most one name. */
    static HttpRoute of(Command<?> command, @Nullable String name, boolean follow) {
        HttpRoute everywhere = everywhere(command, name, follow);
        String node = command.node();
        if (node == null) {
            return everywhere;
        }
        String separator = everywhere.path.contains("?") ? "&" : "?";
        return new HttpRoute(everywhere.post, everywhere.path + separator + "node=" + encoded(node));
    }

    private static HttpRoute everywhere(Command<?> command, @Nullable String name, boolean follow) {
        if (command instanceof Command.Steer steer) {
            String path = agent(name) + "/" + steer.verb().label();
            return new HttpRoute(true, path + (steer.awaited() ? "" : "?wait=false"));
        }
        if (command instanceof Command.AgentStatus status) {
            return get(agent(status.agent()));
        }
        if (command instanceof Command.History history) {
            return get((follow ? "/api/events/stream" : "/api/events") + query(history));
        }
        if (command instanceof Command.Logs logs) {
            return get(agent(name) + "/logs" + query(logs, follow));
        }
        if (command instanceof Command.Reload reload) {
            return new HttpRoute(true, "/api/reload" + (reload.dryRun() ? "?dry_run=true" : ""));
        }
        return plain(command);
    }

    private static HttpRoute plain(Command<?> command) {
        return switch (command.name()) {
            case "ps" -> get("/api/agents");
            case "history-stats" -> get("/api/events/stats");
            case "shutdown" -> new HttpRoute(true, "/api/shutdown");
            default -> get("/api/" + command.name());
        };
    }

    private static String agent(@Nullable String name) {
        return "/api/agents/" + encoded(String.valueOf(name));
    }

    private static String query(Command.History history) {
        return "?last=" + history.last()
                + parameter("agent", history.agent())
                + parameter("type", history.type())
                + parameter(
                        "after_seq", history.after().isEmpty() ? history.afterSeq() : Positions.text(history.after()));
    }

    private static String query(Command.Logs logs, boolean follow) {
        return "?last=" + logs.last()
                + (follow ? "&follow=true" : "")
                + parameter("since", logs.since() == null ? null : Durations.format(logs.since()))
                + parameter("grep", logs.grep());
    }

    private static String parameter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + encoded(value.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
