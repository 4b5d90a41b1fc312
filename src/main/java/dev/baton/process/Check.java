package dev.baton.process;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** What a {@link Probe} asks. */
public sealed interface Check {

    /** Whether somebody accepts connections at {@code host:port}. */
    record Tcp(String host, int port) implements Check {}

    /** Whether a GET of {@code uri} is answered with a status from 200 to 399. */
    record Http(URI uri) implements Check {}

    /** Whether {@code command}, run in the agent's surroundings, ends with 0. */
    record Exec(List<String> command) implements Check {}

    /** Whether a line that the process wrote has a match of {@code pattern}; asked once, of each line. */
    record Log(Pattern pattern) implements Check {
        @Override
        public boolean equals(Object other) {
            return other instanceof Log log && log.pattern.pattern().equals(pattern.pattern());
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }
    }

    /**
     * Whether the process said so: {@code READY=1} or {@code WATCHDOG=1} sent to the socket named by {@code NOTIFY_SOCKET}
     * (sd_notify(3)).
     */
    record Notify() implements Check {}
}
