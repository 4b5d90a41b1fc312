package dev.baton.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands there are, each made only when it is needed: looking at them all takes longer than to carry one out. */
final class Verbs {
    /** In the order in which they are listed. */
    static final List<String> NAMES = List.of(
            "run",
            "validate",
            "create",
            "import",
            "ps",
            "start",
            "stop",
            "restart",
            "pause",
            "resume",
            "status",
            "cluster",
            "dependencies",
            "history",
            "history-stats",
            "stats",
            "logs",
            "commands",
            "reload",
            "shutdown",
            "wait",
            "top",
            "completion");

    private final Foreground foreground;
    private final Surroundings surroundings;

    Verbs(Foreground foreground, Surroundings surroundings) {
        this.foreground = foreground;
        this.surroundings = surroundings;
    }

    /** Gives {@code baton} the command that {@code arguments} begin with, or all if they don't begin with one. */
    void addTo(CommandSpec baton, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        Grammar.Spoken verb = first.equals("completion") ? null : make(first);
        if (verb != null) {
            baton.addSubcommand(first, Grammar.line(verb.grammar().spec()));
            return;
        }
        for (String name : NAMES) {
            Grammar.Spoken each = make(name);
            if (each != null) {
                baton.addSubcommand(name, Grammar.line(each.grammar().spec()));
            }
        }
        baton.addSubcommand("help", new CommandLine(new CommandLine.HelpCommand()));
    }

    private Grammar.@Nullable Spoken make(String name) {
        return switch (name) {
            case "run" -> new OnConfig.Run(foreground, surroundings);
            case "validate" -> new OnConfig.Validate(foreground);
            case "create" -> new Create(foreground);
            case "import" -> new Import(foreground);
            case "ps" -> new Ps(surroundings);
            case "start" -> new Steer.Start(surroundings);
            case "stop" -> new Steer.Stop(surroundings);
            case "restart" -> new Steer.Restart(surroundings);
            case "pause" -> new Steer.Pause(surroundings);
            case "resume" -> new Steer.Resume(surroundings);
            case "status" -> new Status(surroundings);
            case "cluster" -> new Cluster(surroundings);
            case "dependencies" -> new Dependencies(surroundings);
            default -> makeOther(name);
        };
    }

    private Grammar.@Nullable Spoken makeOther(String name) {
        return switch (name) {
            case "history" -> new History(surroundings);
            case "history-stats" -> new HistoryStats(surroundings);
            case "stats" -> new Stats(surroundings);
            case "logs" -> new Logs(surroundings);
            case "commands" -> new Catalogue(surroundings);
            case "reload" -> new Reload(surroundings);
            case "shutdown" -> new Shutdown(surroundings);
            case "wait" -> new Wait(surroundings);
            case "top" -> new Top(surroundings);
            case "completion" -> new Completion(surroundings);
            default -> null;
        };
    }
}
