package dev.baton.command;

import dev.baton.lifecycle.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator asks for. Where a command takes names, each may also be a glob such as {@code weather-*} or a group,
 * {@code group:ingest}.
 *
 * @param <A> what comes back
 */
public sealed interface Command<A extends Answer> {

    /** What it is called, such as {@code history-stats}. */
    String name();

    /** The node it is for; null for the whole cluster, or for this one where a command is always for one. */
    default @Nullable String node() {
        return null;
    }

    /** Which role it takes. */
    default Role needs() {
        return CommandCatalogue.needs(name());
    }

    /**
     * The agents as they are.
     *
     * @param names which, all if empty
     * @param node only those of this node, null for all
     */
    record Ps(List<String> names, @Nullable String node) implements Command<Answer.Agents> {
        /** Copies the list. */
        public Ps {
            names = List.copyOf(names);
        }

        /** On every node. */
        public Ps(List<String> names) {
            this(names, null);
        }

        @Override
        public String name() {
            return "ps";
        }
    }

    /**
     * Does something to agents.
     *
     * @param verb what
     * @param names to whom, at least one
     * @param awaited whether to answer when the outcome is known, rather than at once
     * @param node only those of this node, null for all
     */
    record Steer(
            Verb verb,
            List<String> names,
            boolean awaited,
            @Nullable String node) implements Command<Answer.Steered> {
        /** Copies the list. */
        public Steer {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw CommandFailure.malformed(verb.label() + " needs the name of at least one agent, such as: "
                        + verb.label() + " collector");
            }
        }

        /** On every node. */
        public Steer(Verb verb, List<String> names, boolean awaited) {
            this(verb, names, awaited, null);
        }

        @Override
        public String name() {
            return verb.label();
        }
    }

    /**
     * The orchestrator as it is.
     *
     * @param node that of this node, null for all together
     */
    record Status(@Nullable String node) implements Command<Answer.Status> {
        /** Of every node. */
        public Status() {
            this(null);
        }

        @Override
        public String name() {
            return "status";
        }
    }

    /**
     * One agent as it is.
     *
     * @param agent its name
     * @param node on this node, null for wherever it is
     */
    record AgentStatus(String agent, @Nullable String node) implements Command<Answer.AgentDetail> {
        /** Wherever it is. */
        public AgentStatus(String agent) {
            this(agent, null);
        }

        @Override
        public String name() {
            return "status";
        }
    }

    /**
     * Who depends on whom.
     *
     * @param node only on this node, null for all
     */
    record Dependencies(@Nullable String node) implements Command<Answer.Dependencies> {
        /** On every node. */
        public Dependencies() {
            this(null);
        }

        @Override
        public String name() {
            return "dependencies";
        }
    }

    /**
     * What happened.
     *
     * @param last how many events at most, the newest ones; 0 gives none
     * @param agent only about this agent, null for all
     * @param type only events of this name, null for all
     * @param afterSeq only events with a larger number, null for all
     * @param after only events with a larger number than that of their node here; nodes that aren't here are not held to it
     * @param node only events of this node, null for all
     */
    record History(
            int last,
            @Nullable String agent,
            @Nullable String type,
            @Nullable Long afterSeq,
            Map<String, Long> after,
            @Nullable String node)
            implements Command<Answer.Events> {
        /** How many events are given when nobody says. */
        public static final int DEFAULT_LAST = 100;

        /** Refuses negative numbers. */
        public History {
            if (last < 0) {
                throw CommandFailure.malformed("last is " + last + "; it must be 0 or more");
            }
            if (afterSeq != null && afterSeq < 0) {
                throw CommandFailure.malformed("after_seq is " + afterSeq + "; it must be 0 or more");
            }
            after = Map.copyOf(after);
        }

        /** Of every node. */
        public History(int last, @Nullable String agent, @Nullable String type, @Nullable Long afterSeq) {
            this(last, agent, type, afterSeq, Map.of(), null);
        }

        /** The number that events of {@code itsNode} must be beyond, null for none. */
        public @Nullable Long floor(String itsNode) {
            return after.getOrDefault(itsNode, afterSeq);
        }

        @Override
        public String name() {
            return "history";
        }
    }

    /**
     * How many events there were.
     *
     * @param node only on this node, null for all
     */
    record HistoryStats(@Nullable String node) implements Command<Answer.EventCounts> {
        /** On every node. */
        public HistoryStats() {
            this(null);
        }

        @Override
        public String name() {
            return "history-stats";
        }
    }

    /**
     * What agents and Baton itself use of the machine.
     *
     * @param node only on this node, null for all
     */
    record Stats(@Nullable String node) implements Command<Answer.Usage> {
        /** On every node. */
        public Stats() {
            this(null);
        }

        @Override
        public String name() {
            return "stats";
        }
    }

    /**
     * What agents wrote.
     *
     * @param names whose lines, at least one
     * @param last how many lines at most, the newest ones; 0 gives none
     * @param since only lines that are younger, null for any age
     * @param grep only lines in which this regular expression is found, null for all
     * @param node only lines of this node, null for all
     */
    record Logs(
            List<String> names,
            int last,
            @Nullable Duration since,
            @Nullable String grep,
            @Nullable String node) implements Command<Answer.LogLines> {
        /** How many lines are given when nobody says. */
        public static final int DEFAULT_LAST = 100;
        /** The longest {@code grep}, in characters. */
        public static final int LONGEST_GREP = 1_000;

        /** Copies the list and refuses negative numbers and what is no regular expression. */
        public Logs {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw CommandFailure.malformed("logs needs the name of at least one agent, such as: logs collector");
            }
            if (last < 0) {
                throw CommandFailure.malformed("last is " + last + "; it must be 0 or more");
            }
            if (grep != null) {
                requireRegularExpression(grep);
            }
        }

        /** Of every node. */
        public Logs(List<String> names, int last, @Nullable Duration since, @Nullable String grep) {
            this(names, last, since, grep, null);
        }

        private static void requireRegularExpression(String grep) {
            if (grep.length() > LONGEST_GREP) {
                throw CommandFailure.malformed("grep is " + grep.length() + " characters long; it may have at most "
                        + LONGEST_GREP + ": look for a shorter part");
            }
            try {
                Pattern.compile(grep);
            } catch (PatternSyntaxException e) {
                throw CommandFailure.malformed("grep is '" + grep + "', which is no regular expression: "
                        + e.getDescription() + "; put a backslash before a character that stands for itself");
            }
        }

        @Override
        public String name() {
            return "logs";
        }
    }

    /** Which commands there are, and which of them the caller may give. */
    record ListCommands() implements Command<Answer.Catalogue> {
        @Override
        public String name() {
            return "commands";
        }
    }

    /**
     * Reads the config again and applies what has changed.
     *
     * @param dryRun whether to only say what would be done
     * @param node on this node, null for the one that is asked
     */
    record Reload(boolean dryRun, @Nullable String node) implements Command<Answer.Reloaded> {
        /** On the node that is asked. */
        public Reload(boolean dryRun) {
            this(dryRun, null);
        }

        @Override
        public String name() {
            return "reload";
        }
    }

    /**
     * Stops everything on one node, in order. Answers when that has begun.
     *
     * @param node on this node, null for the one that is asked
     */
    record Shutdown(@Nullable String node) implements Command<Answer.ShuttingDown> {
        /** On the node that is asked. */
        public Shutdown() {
            this(null);
        }

        @Override
        public String name() {
            return "shutdown";
        }
    }
}
