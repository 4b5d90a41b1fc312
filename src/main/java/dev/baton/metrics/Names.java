package dev.baton.metrics;

import java.util.Map;

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

    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry(AGENTS, "How many agents are in which state"),
            Map.entry(SLOTS, "How many agents may run at once"),
            Map.entry(SLOTS_USED, "How many agents hold a slot"),
            Map.entry(QUEUED, "How many agents wait for a dependency or a slot"),
            Map.entry(QUEUE_TIME, "How long agents waited for a dependency or a slot before they started"),
            Map.entry(STARTS, "Starts"),
            Map.entry(RESTARTS, "Starts of Baton's own accord, after a failure"),
            Map.entry(TERMINATIONS, "Lives that have ended, by how"),
            Map.entry(ERRORS, "Parts of an agent that failed"),
            Map.entry(TIMEOUTS, "Times an agent took longer than it may"),
            Map.entry(CRASH_LOOPS, "Times an agent had failed too often"),
            Map.entry(STUCK, "Times an agent ignored its stop"),
            Map.entry(CYCLES, "How long executions of agents took, by kind"),
            Map.entry(CYCLE_FAILURES, "Executions of agents that failed, by kind"),
            Map.entry(EVENTS, "Events by name"),
            Map.entry(EVENTS_DROPPED, "Events that never reached a listener"),
            Map.entry(COMMANDS, "Commands of operators, by what came of them"),
            Map.entry(COMMAND_TIME, "How long commands took"),
            Map.entry(LOOP_DELAY, "How late an event loop got to what was due"));

    private Names() {}

    /** What a metric means, in a line. */
    static String help(String name) {
        return HELP.getOrDefault(name, "");
    }
}
