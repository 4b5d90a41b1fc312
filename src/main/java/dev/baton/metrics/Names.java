package dev.baton.metrics;

/** What the metrics are called in Micrometer; Prometheus writes {@code _} for the dots and adds the unit and {@code _total}. */
final class Names {
    static final String AGENTS = "baton.agents";
    static final String SLOTS = "baton.slots";
    static final String SLOTS_USED = "baton.slots.used";
    static final String QUEUED = "baton.queue.length";
    static final String QUEUE_TIME = "baton.queue.time";
    static final String STARTS = "baton.agent.starts";
    static final String RESTARTS = "baton.agent.restarts";
    static final String TERMINATIONS = "baton.agent.terminations";
    static final String ERRORS = "baton.agent.errors";
    static final String TIMEOUTS = "baton.agent.timeouts";
    static final String CRASH_LOOPS = "baton.agent.crash.loops";
    static final String STUCK = "baton.agent.stuck";
    static final String CYCLES = "baton.cycle.duration";
    static final String CYCLE_FAILURES = "baton.cycle.failures";
    static final String EVENTS = "baton.events";
    static final String EVENTS_DROPPED = "baton.events.dropped";
    static final String COMMANDS = "baton.commands";
    static final String COMMAND_TIME = "baton.command.duration";
    static final String LOOP_DELAY = "baton.event.loop.delay";

    static final String AGENT = "agent";
    static final String STATE = "state";
    static final String STATUS = "status";
    static final String KIND = "kind";
    static final String TYPE = "type";
    static final String COMMAND = "command";
    static final String RESULT = "result";
    static final String CODE = "code";

    /** The label of all that are too many to be counted apart; no agent and no event can be called so. */
    static final String OTHER = "_other";

    private Names() {}
}
