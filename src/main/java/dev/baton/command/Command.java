package dev.baton.command;

import dev.baton.lifecycle.Verb;
import java.time.Duration;
import java.util.List;
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

    /** Which role it takes. */
    default Role needs() {
        return CommandCatalogue.needs(name());
    }

    /**
     * The agents as they are.
     *
     * @param names which, all if empty
     */
    record Ps(List<String> names) implements Command<Answer.Agents> {
        /** Copies the list. */
        public Ps {
            names = List.copyOf(names);
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
     */
    record Steer(Verb verb, List<String> names, boolean awaited) implements Command<Answer.Steered> {
        /** Copies the list. */
        public Steer {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw CommandFailure.malformed(verb.label() + " needs the name of at least one agent, such as: "
                        + verb.label() + " collector");
            }
        }

        @Override
        public String name() {
            return verb.label();
        }
    }

    /** The orchestrator as it is. */
    record Status() implements Command<Answer.Status> {
        @Override
        public String name() {
            return "status";
        }
    }

    /**
     * One agent as it is.
     *
     * @param agent its name
     */
    record AgentStatus(String agent) implements Command<Answer.AgentDetail> {
        @Override
        public String name() {
            return "status";
        }
    }

    /** Who depends on whom. */
    record Dependencies() implements Command<Answer.Dependencies> {
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
     */
    record History(
            int last,
            @Nullable String agent,
            @Nullable String type,
            @Nullable Long afterSeq) implements Command<Answer.Events> {
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
        }

        @Override
        public String name() {
            return "history";
        }
    }

    /** How many events there were. */
    record HistoryStats() implements Command<Answer.EventCounts> {
        @Override
        public String name() {
            return "history-stats";
        }
    }

    /** What agents and Baton itself use of the machine. */
    record Stats() implements Command<Answer.Usage> {
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
     */
    record Logs(
            List<String> names,
            int last,
            @Nullable Duration since,
            @Nullable String grep) implements Command<Answer.LogLines> {
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
     */
    record Reload(boolean dryRun) implements Command<Answer.Reloaded> {
        @Override
        public String name() {
            return "reload";
        }
    }

    /** Stops everything, in order. Answers when that has begun. */
    record Shutdown() implements Command<Answer.ShuttingDown> {
        @Override
        public String name() {
            return "shutdown";
        }
    }
}
