package dev.baton.cli;

import dev.baton.lifecycle.Verb;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does something to agents: start, stop, restart, pause, resume. */
abstract class Steer extends Question {
    private final Verb verb;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "Whom: names, globs such as 'weather-*', groups as group:ingest.")
    private List<String> names = List.of();

    @Option(names = "--no-wait", description = "Answer when they have been told, not when it is known what came of it.")
    private boolean noWait;

    Steer(Surroundings surroundings, Verb verb) {
        super(surroundings);
        this.verb = verb;
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Steer(verb, names, !noWait);
    }

    /** An agent may take as long to start or stop as its config lets it. */
    @Override
    @Nullable
    Duration patience() {
        return noWait ? PATIENCE : null;
    }

    @Override
    void show(JsonObject data, Screen screen) {
        for (JsonObject outcome : Rows.of(data, "outcomes")) {
            String sentence = sentence(outcome);
            if (isBad(outcome)) {
                complain(sentence, ExitCodes.FAILED);
            } else {
                screen.line(Visible.of(sentence));
            }
        }
    }

    @Override
    int exitCode(JsonObject data) {
        return Rows.of(data, "outcomes").stream().anyMatch(Steer::isBad) ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    private static boolean isBad(JsonObject outcome) {
        return switch (Rows.text(outcome, "result")) {
            case "failed", "stuck", "refused" -> true;
            default -> false;
        };
    }

    private String sentence(JsonObject outcome) {
        String result = Rows.text(outcome, "result");
        String reason = Rows.text(outcome, "reason");
        String agent = "Agent '" + Rows.text(outcome, "agent_name") + "' ";
        String state = Rows.text(outcome, "lifecycle_state").toLowerCase(Locale.ROOT);
        return agent
                + switch (result) {
                    case "accepted" -> "has been told to " + verb.label() + because(reason);
                    case "running", "paused" -> done() + " successfully" + because(reason);
                    case "ended" -> (verb == Verb.STOP ? done() + " successfully" : "has ended") + because(reason);
                    case "queued", "waiting" -> "is " + result + because(reason);
                    case "failed" -> "failed" + because(reason);
                    case "stuck" -> "is stuck" + because(reason);
                    case "refused" -> "is " + state + ", nothing was done" + because(reason);
                    default -> result + because(reason);
                };
    }

    private String done() {
        return switch (verb) {
            case START -> "started";
            case STOP -> "stopped";
            case RESTART -> "restarted";
            case PAUSE -> "paused";
            case RESUME -> "resumed";
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    @Command(
            name = "start",
            description = "Start agents, and say when they run, or why they don't yet.",
            footer = {"  baton start collector", "  baton start 'weather-*' group:ingest --no-wait"})
    static final class Start extends Steer {
        Start(Surroundings surroundings) {
            super(surroundings, Verb.START);
        }
    }

    @Command(
            name = "stop",
            description = "Stop agents, and keep them stopped whatever their restart policy says.",
            footer = {"  baton stop collector", "  baton stop group:ingest"})
    static final class Stop extends Steer {
        Stop(Surroundings surroundings) {
            super(surroundings, Verb.STOP);
        }
    }

    @Command(
            name = "restart",
            description = "Stop agents if they run, then start them.",
            footer = {"  baton restart collector", "  baton restart $(baton ps -q --filter state=CRASH_LOOP)"})
    static final class Restart extends Steer {
        Restart(Surroundings surroundings) {
            super(surroundings, Verb.RESTART);
        }
    }

    @Command(
            name = "pause",
            description = "Let agents finish what they are at and begin no further cycle.",
            footer = {"  baton pause collector", "  baton pause group:ingest --no-wait"})
    static final class Pause extends Steer {
        Pause(Surroundings surroundings) {
            super(surroundings, Verb.PAUSE);
        }
    }

    @Command(
            name = "resume",
            description = "Let paused agents go on.",
            footer = {"  baton resume collector", "  baton resume '*'"})
    static final class Resume extends Steer {
        Resume(Surroundings surroundings) {
            super(surroundings, Verb.RESUME);
        }
    }
}
