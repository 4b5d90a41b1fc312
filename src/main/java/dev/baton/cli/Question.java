package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A command that is asked once and answered once. */
abstract class Question extends ClientVerb {
    Question(Surroundings surroundings, String name, String... description) {
        super(surroundings, name, description);
    }

    /** What is asked; throws a {@code CommandFailure} if the options make no question. */
    abstract Command<?> command();

    /** Shows the answer to people. */
    abstract void show(JsonObject data, Screen screen);

    /** What the answer means to who called. */
    int exitCode(JsonObject data) {
        return ExitCodes.DONE;
    }

    /** How long the answer may take; null if it comes when it comes. */
    @Nullable
    Duration patience() {
        return PATIENCE;
    }

    /** The answer as far as it was asked for. */
    Reply chosen(Reply reply) {
        return reply;
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        Reply answer = connection.ask(command(), patience());
        if (!answer.isSuccess()) {
            return failed(answer);
        }
        Reply reply = chosen(answer);
        if (isJson()) {
            surroundings().out().println(JsonOutput.pretty(reply));
        } else {
            show(reply.data(), screen());
        }
        sayWhatIsMissing(reply.data());
        return exitCode(reply.data());
    }
}
