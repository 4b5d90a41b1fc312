package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.Follower;
import dev.baton.command.LogRow;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are followed.
 *
 * @param names of which agents: names, globs and groups
 * @param grep only those in which this is found, null for all
 * @param node only those of this node, null for all
 */
record Lines(
        List<String> names, @Nullable String grep, @Nullable String node) {
    private static final Pattern SEVERAL = Pattern.compile("[*?:]");

    boolean isOfOneAgent() {
        return names.size() == 1 && !SEVERAL.matcher(names.get(0)).find();
    }

    /** The question for no line yet. */
    Command.Logs none() {
        return new Command.Logs(names, 0, null, grep, node);
    }

    Row row(LogRow line) {
        return isOfOneAgent() ? Row.of(line) : Row.ofSeveral(line);
    }

    /** Makes rows of the lines it is told. */
    Follower<Answer.LogLines, LogRow> rows(Consumer<Row> to) {
        return new Follower<>() {
            @Override
            public void present(Answer.LogLines present) {
                // Asked for none: each stream asks for its own.
            }

            @Override
            public void next(LogRow next) {
                to.accept(row(next));
            }

            @Override
            public void missed(String node, long count) {
                to.accept(isOfOneAgent() ? Row.missed(node) : Row.missedOfSeveral(node));
            }
        };
    }
}
