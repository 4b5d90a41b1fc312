package dev.baton.control.http;

import dev.baton.command.Command;

/** What is asked with GET and answered by a command. */
enum Question {
    STATUS("status", "/api/status", Versions.Kind.STATE),
    AGENTS("agents", "/api/agents", Versions.Kind.STATE),
    AGENT("agent", "/api/agents/{name}", Versions.Kind.STATE),
    DEPENDENCIES("dependencies", "/api/dependencies", Versions.Kind.STATE),
    STATS("stats", "/api/stats", Versions.Kind.NONE),
    COMMANDS("commands", "/api/commands", Versions.Kind.NONE),
    EVENTS("events", "/api/events", Versions.Kind.EVENTS),
    EVENT_STATS("eventStats", "/api/events/stats", Versions.Kind.EVENTS);

    private final String operation;
    private final String path;
    private final Versions.Kind kind;

    Question(String operation, String path, Versions.Kind kind) {
        this.operation = operation;
        this.path = path;
        this.kind = kind;
    }

    /** Its name in the contract. */
    String operation() {
        return operation;
    }

    /** Its path in the contract, which is known here so that some can be answered before the contract has been read. */
    String path() {
        return path;
    }

    /** Whether it is whole without parameters. */
    boolean isPlain() {
        return path.indexOf('{') < 0;
    }

    /** What the answer depends on. */
    Versions.Kind kind() {
        return kind;
    }

    /** The command that answers it. */
    Command<?> command(Asked asked) {
        return switch (this) {
            case STATUS -> new Command.Status(asked.node());
            case AGENTS -> new Command.Ps(asked.names(), asked.node());
            case AGENT -> new Command.AgentStatus(asked.name(), asked.node());
            case DEPENDENCIES -> new Command.Dependencies(asked.node());
            case STATS -> new Command.Stats(asked.node());
            case COMMANDS -> new Command.ListCommands();
            case EVENTS -> history(asked);
            case EVENT_STATS -> new Command.HistoryStats(asked.node());
        };
    }

    private static Command<?> history(Asked asked) {
        After after = asked.after("after_seq");
        return new Command.History(
                asked.count("last", Command.History.DEFAULT_LAST),
                asked.text("agent"),
                asked.text("type"),
                after.seq(),
                after.positions(),
                asked.node());
    }
}
