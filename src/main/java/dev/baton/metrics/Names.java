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

    static final String CLUSTER_NODES = "baton.cluster.nodes";
    static final String VIEW_AGE = "baton.cluster.view.age";
    static final String FORWARDED = "baton.cluster.forwarded.commands";
    static final String IN_FLIGHT = "baton.cluster.forwarded.in.flight";
    static final String UNANSWERED = "baton.cluster.questions.in.flight";
    static final String SERVED = "baton.cluster.served.commands";
    static final String SERVED_AGAIN = "baton.cluster.served.again";
    static final String KEPT = "baton.cluster.kept.outcomes";
    static final String FORWARD_RETRIES = "baton.cluster.forward.retries";
    static final String FORWARD_TIMEOUTS = "baton.cluster.forward.timeouts";
    static final String FOLLOWERS = "baton.cluster.followers";
    static final String ROWS_WAITING = "baton.cluster.rows.waiting";
    static final String ROWS_DROPPED = "baton.cluster.rows.dropped";
    static final String BYTES_SENT = "baton.cluster.status.bytes.sent";
    static final String BYTES_RECEIVED = "baton.cluster.status.bytes.received";
    static final String MESSAGES_REFUSED = "baton.cluster.messages.refused";
    static final String CONNECTIONS_REFUSED = "baton.cluster.connections.refused";
    static final String NODES_DROPPED = "baton.cluster.nodes.dropped";

    static final String AGENT = "agent";
    static final String MEMBER = "member";
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
            Map.entry(LOOP_DELAY, "How late an event loop got to what was due"),
            Map.entry(CLUSTER_NODES, "How many nodes of the cluster are in which state, this one too"),
            Map.entry(VIEW_AGE, "For how long nothing was heard from another node"),
            Map.entry(FORWARDED, "Commands that another node was asked for, by what came of them"),
            Map.entry(IN_FLIGHT, "Commands that another node was asked for and has not answered yet"),
            Map.entry(UNANSWERED, "Questions to other nodes that have no answer yet"),
            Map.entry(SERVED, "Commands that were carried out here for other nodes"),
            Map.entry(SERVED_AGAIN, "Questions of other nodes about a command they had asked for before"),
            Map.entry(KEPT, "Outcomes of commands that are kept for nodes that ask again"),
            Map.entry(FORWARD_RETRIES, "Commands that another node was asked for a second time"),
            Map.entry(FORWARD_TIMEOUTS, "Questions to other nodes that nobody answered in time"),
            Map.entry(FOLLOWERS, "Followers that other nodes have here"),
            Map.entry(ROWS_WAITING, "Events and lines that followers of the cluster are still to be told"),
            Map.entry(ROWS_DROPPED, "Events and lines that followers on other nodes were too slow for"),
            Map.entry(BYTES_SENT, "Size of what this node told the others of its agents"),
            Map.entry(BYTES_RECEIVED, "Size of what other nodes told of their agents"),
            Map.entry(MESSAGES_REFUSED, "Messages of other nodes that were refused"),
            Map.entry(
                    CONNECTIONS_REFUSED, "Connections to the event bus that were not let in, or closed for what came"),
            Map.entry(NODES_DROPPED, "Times a node was forgotten, or not listed, because there are too many"));

    private Names() {}

    /** What a metric means, in a line. */
    static String help(String name) {
        return HELP.getOrDefault(name, "");
    }
}
