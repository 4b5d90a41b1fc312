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
                showPresent(reply.data(), screen);
            } else {
                long missed = reply.data().getLong("missed", 0L);
                if (missed > 0) {
                    screen.line("(" + missed + " left out here: they came faster than they could be shown)");
                }
                showLater(reply.data(), screen);
            }
            present = false;
            return screen.flush();
        }
    }
}
