package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Does something to agents: start, stop, restart, pause, resume. */
abstract class Steer extends Question {
    private final Verb verb;

    private final Grammar.Value<List<String>> names = grammar()
            .list(String.class, "1..*", "NAME", "Whom: names, globs such as 'weather-*', groups as group:ingest.");
    private final Grammar.Value<String> node =
            nodeOption("In a cluster, only on this node; else on every node that has them.");
    private final Grammar.Flag noWait =
            grammar().flag("Answer when they have been told, not when it is known what came of it.", "--no-wait");

    Steer(Surroundings surroundings, Verb verb, String description) {
        super(surroundings, verb.label(), description);
        this.verb = verb;
    }

    @Override
    Command<?> command() {
        return new Command.Steer(verb, names.or(List.of()), !noWait.isSet(), node.get());
    }

    /** An agent may take as long to start or stop as its config lets it. */
    @Override
    @Nullable
    Duration patience() {
        return noWait.isSet() ? PATIENCE : null;
    }

    @Override
    void show(JsonObject data, Screen screen) {
        for (JsonObject outcome : Rows.of(data, "outcomes")) {
            String sentence = sentence(verb, outcome);
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

    /** What came of it for one agent. */
    static String sentence(Verb verb, JsonObject outcome) {
        String result = Rows.text(outcome, "result");
        String reason = Rows.text(outcome, "reason");
        String node = Rows.text(outcome, "node");
        String agent = "Agent '" + Rows.text(outcome, "agent_name") + (node.isEmpty() ? "' " : "' on " + node + " ");
        String state = Rows.text(outcome, "lifecycle_state").toLowerCase(Locale.ROOT);
        return agent
                + switch (result) {
                    case "accepted" -> "has been told to " + verb.label() + because(reason);
                    case "running", "paused" -> done(verb) + " successfully" + because(reason);
                    case "ended" -> (verb == Verb.STOP ? done(verb) + " successfully" : "has ended") + because(reason);
                    case "queued", "waiting" -> "is " + result + because(reason);
                    case "failed" -> "failed" + because(reason);
                    case "stuck" -> "is stuck" + because(reason);
                    case "refused" -> "is " + state + ", nothing was done" + because(reason);
                    default -> result + because(reason);
                };
    }

    private static String done(Verb verb) {
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

    static final class Start extends Steer {
        Start(Surroundings surroundings) {
            super(surroundings, Verb.START, "Start agents, and say when they run, or why they don't yet.");
            grammar().examples("  baton start collector", "  baton start 'weather-*' group:ingest --no-wait");
        }
    }

    static final class Stop extends Steer {
        Stop(Surroundings surroundings) {
            super(surroundings, Verb.STOP, "Stop agents, and keep them stopped whatever their restart policy says.");
            grammar()
                    .examples(
                            "  baton stop collector", "  baton stop group:ingest", "  baton stop collector --node n2");
        }
    }

    static final class Restart extends Steer {
        Restart(Surroundings surroundings) {
            super(surroundings, Verb.RESTART, "Stop agents if they run, then start them.");
            grammar().examples("  baton restart collector", "  baton restart group:ingest --no-wait");
        }
    }

    static final class Pause extends Steer {
        Pause(Surroundings surroundings) {
            super(surroundings, Verb.PAUSE, "Let agents finish what they are at and begin no further cycle.");
            grammar().examples("  baton pause collector", "  baton pause group:ingest --no-wait");
        }
    }

    static final class Resume extends Steer {
        Resume(Surroundings surroundings) {
            super(surroundings, Verb.RESUME, "Let paused agents go on.");
            grammar().examples("  baton resume collector", "  baton resume '*'");
        }
    }
}
