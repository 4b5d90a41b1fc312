package dev.baton.cli;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "wait",
        description = {
            "Wait until agents have ended, or have come to a state.",
            "Exit code 0 if all ended in SUCCESS or WARNING (or came to that state), 1 if one ended otherwise or time was"
                    + " up. An agent that has ended comes to no other state by itself, so nothing is waited for then."
        },
        footer = {
            "  baton wait importer",
            "  baton wait db --for RUNNING --timeout 30s && baton start collector",
            "  baton wait 'job-*' --timeout 10m || baton logs 'job-*' --last 20"
        })
final class Wait extends ClientVerb {
    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "For whom: names, globs such as 'weather-*', groups as group:ingest.")
    private List<String> names = List.of();

    @Option(
            names = "--for",
            paramLabel = "STATE",
            description = "For this state, such as RUNNING or PAUSED, rather than for the end.")
    private @Nullable LifecycleState wanted;

    @Option(names = "--timeout", paramLabel = "D", description = "How long at most, such as 90, 30s or 5m.")
    private @Nullable String timeout;

    Wait(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        Duration patience = timeout == null ? null : TimeOption.read("--timeout", timeout);
        Listening listening = new Listening(connection, new Awaited(wanted));
        try (Connection events = connectAgain();
                Watchdog watchdog = Watchdog.in(patience, events::close)) {
            try {
                events.follow(new dev.baton.command.Command.History(0, null, null, null), listening);
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
            boolean unsure = present || awaited.isOver() || reply.data().getLong("missed", 0L) > 0;
            present = false;
            return !unsure || look();
        }

        /** An end may be one that is followed by a restart: only a look at the agents tells. False if there is no need to go on. */
        private boolean look() {
            try {
                Reply reply = connection.ask(new dev.baton.command.Command.Ps(names), PATIENCE);
                if (!reply.isSuccess()) {
                    failure = reply;
                    return false;
                }
                awaited.know(Rows.of(reply.data(), "agents"));
            } catch (NoAnswer gone) {
                // Baton ends with its last agent; then what the events told is the last word.
                lost = awaited.isEmpty() ? gone : null;
            }
            return lost == null && !isOver();
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
                return complain("Time was up after " + timeout + ".", ExitCodes.FAILED);
            }
            return awaited.isGood() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }
}
