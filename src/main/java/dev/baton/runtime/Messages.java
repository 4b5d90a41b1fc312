package dev.baton.runtime;

import io.vertx.core.eventbus.Message;
import java.util.function.Consumer;

/** Where the messages of event agents come from. */
public interface Messages {

    /**
     * Listens to {@code address} from now on, without taking anything yet. Of the messages that nobody has fetched a bounded
     * number waits.
     *
     * @param handler is called with each message that was fetched, on a thread that it must not keep
     */
    Listener listen(String address, Consumer<Message<Object>> handler);

    /** One who listens; safe to use from any thread. */
    interface Listener {
        /** Lets one more message come. */
        void fetch();

        /** Listens no more. */
        void end();
    }
}
