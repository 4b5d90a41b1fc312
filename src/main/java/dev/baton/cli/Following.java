package dev.baton.cli;

import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;

/** A command whose answer may go on: what is there, and with {@code --follow} all that comes. */
abstract class Following extends Question {
    private final Grammar.Flag follow = grammar().flag("Go on showing what comes, until Ctrl-C.", "-f", "--follow");

    Following(Surroundings surroundings, String name, String... description) {
        super(surroundings, name, description);
    }

    /** Shows what is there, to be followed by {@link #showLater}. */
    abstract void showPresent(JsonObject data, Screen screen);

    /** Shows what came after that. */
    abstract void showLater(JsonObject data, Screen screen);

    /** Whether what is followed is that of several nodes. */
    static boolean isCluster(JsonObject present) {
        return Nodes.isCluster(present) || present.containsKey(EventStream.POSITIONS);
    }

    @Override
    final int ask(Connection connection) throws NoAnswer {
        if (!follow.isSet()) {
            return super.ask(connection);
        }
        Stream stream = new Stream();
        connection.follow(command(), stream);
        return stream.exitCode;
    }

    /** What comes, shown as it comes. */
    private final class Stream implements Connection.Listener {
        private final Screen screen = screen();
        private boolean present = true;
        private boolean nodes;
        private int exitCode = ExitCodes.DONE;

        @Override
        public boolean hear(Reply reply) {
            if (!reply.isSuccess()) {
                exitCode = failed(reply);
                return false;
            }
            if (isJson()) {
                screen.line(JsonOutput.line(reply));
            } else if (present) {
                nodes = isCluster(reply.data());
                showPresent(reply.data(), screen);
            } else {
                sayWhatIsLeftOut(reply.data());
                showLater(reply.data(), screen);
            }
            if (present) {
                sayWhatIsMissing(reply.data());
            }
            present = false;
            return screen.flush();
        }

        private void sayWhatIsLeftOut(JsonObject data) {
            long missed = data.getLong("missed", 0L);
            JsonObject gap = Rows.object(data, "gap");
            if (missed == 0) {
                return;
            }
            if (!gap.isEmpty()) {
                screen.line(Visible.of("(" + gap(gap) + " of " + Rows.text(gap, "node") + " left out here: "
                        + Rows.text(gap, "reason") + ")"));
            } else if (nodes) {
                screen.line("(at least " + missed
                        + " left out here: they came faster than they could be shown, or got lost between nodes)");
            } else {
                screen.line("(" + missed + " left out here: they came faster than they could be shown)");
            }
        }

        private static String gap(JsonObject gap) {
            String from = Rows.text(gap, "from");
            String to = Rows.text(gap, "to");
            return from.isEmpty() && to.isEmpty()
                    ? "some"
                    : (from.isEmpty() ? "some" : from) + " to " + (to.isEmpty() ? "?" : to);
        }
    }
}
