package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class Wait extends ClientVerb {
    private final Grammar.Value<List<String>> names = grammar()
            .list(String.class, "1..*", "NAME", "For whom: names, globs such as 'weather-*', groups as group:ingest.");
    private final Grammar.Value<LifecycleState> wanted = grammar()
            .value(
                    LifecycleState.class,
                    "--for",
                    "STATE",
                    "For this state, such as RUNNING or PAUSED, rather than for the end.");
    private final Grammar.Value<String> node =
            nodeOption("In a cluster, only on this node; else on every node that has them.");
    private final Grammar.Value<String> timeout =
            grammar().text("--timeout", "D", "How long at most, such as 90, 30s or 5m.");

    Wait(Surroundings surroundings) {
        super(
                surroundings,
                "wait",
                "Wait until agents have ended, or have come to a state.",
                "Exit code 0 if all ended in SUCCESS or WARNING (or came to that state), 1 if one ended otherwise, is not there any more, or time was up. An agent that has ended comes to no other state by itself, so nothing is waited for then.");
        grammar()
                .examples(
                        "  baton wait importer",
                        "  baton wait db --for RUNNING --timeout 30s && baton start collector",
                        "  baton wait 'job-*' --timeout 10m || baton logs 'job-*' --last 20");
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        String limit = timeout.get();
        Duration patience = limit == null ? null : TimeOption.read("--timeout", limit);
        Listening listening = new Listening(connection, new Awaited(names.or(List.of()), wanted.get()));
        try (Connection events = connectAgain();
                Watchdog watchdog = Watchdog.in(patience, events::close)) {
            try {
                events.follow(new Command.History(0, null, null, null, Map.of(), node.get()), listening);
            } catch (NoAnswer brokenOff) {
                if (!watchdog.hasBarked() && !listening.isOver()) {
                    throw brokenOff;
                }
            }
            return listening.conclude(watchdog.hasBarked());
        }
    }

    /** First of all asks for the agents as they are, then listens to what happens to them. */
    private final class Listening implements Connection.Listener {
        private final Connection connection;
        private final Awaited awaited;
        private boolean present = true;
        private @Nullable Reply failure;
        private @Nullable NoAnswer lost;

        private Listening(Connection connection, Awaited awaited) {
            this.connection = connection;
            this.awaited = awaited;
        }

        @Override
        public boolean hear(Reply reply) {
            if (!reply.isSuccess()) {
                failure = reply;
                return false;
            }
            Rows.of(reply.data(), "events").forEach(awaited::happened);
            boolean unsure = present
                    || awaited.isOver()
                    || reply.data().getLong("missed", 0L) > 0
                    || Rows.of(reply.data(), "events").stream().anyMatch(Listening::isOfCluster);
            present = false;
            return !unsure || look();
        }

        /** Nodes come and go, and with them their agents. */
        private static boolean isOfCluster(JsonObject event) {
            return Rows.text(event, "category").equals("cluster");
        }

        /** An end may be one that is followed by a restart: only a look at the agents tells. False if there is no need to go on. */
        private boolean look() {
            try {
                Reply reply = ps(names.or(List.of()));
                if (ExitCodes.of(reply.code()) == ExitCodes.UNKNOWN_AGENT && !awaited.isEmpty()) {
                    // One that was there is nowhere any more; the others are.
                    reply = ps(List.of());
                }
                if (!reply.isSuccess()) {
                    failure = reply;
                    return false;
                }
                awaited.know(reply.data());
            } catch (NoAnswer gone) {
                // Baton ends with its last agent; then what the events told is the last word.
                lost = awaited.isEmpty() ? gone : null;
            }
            return lost == null && !isOver();
        }

        private Reply ps(List<String> which) throws NoAnswer {
            return connection.ask(new Command.Ps(which, node.get()), PATIENCE);
        }

        private boolean isOver() {
            return !present && awaited.isOver();
        }

        private int conclude(boolean late) throws NoAnswer {
            if (lost != null) {
                throw lost;
            }
            if (failure != null) {
                return failed(failure);
            }
            if (isJson()) {
                JsonObject data = awaited.toJson();
                surroundings().out().println(JsonOutput.pretty(new Reply(0, data, "", "", Protocol.VERSION)));
            } else {
                awaited.sentences(true).forEach(sentence -> surroundings().out().println(Visible.of(sentence)));
                awaited.sentences(false).forEach(sentence -> complain(sentence, ExitCodes.FAILED));
            }
            if (late && !awaited.isOver()) {
                return complain("Time was up after " + timeout.get() + ".", ExitCodes.FAILED);
            }
            return awaited.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }
}
