package dev.baton.cluster.forward;

import java.time.Duration;

/**
 * How long nodes wait for one another.
 *
 * @param reply for the reply to one message
 * @param pending how long an owner works before it says that it does
 * @param read for the whole answer of a node, when it is one of many that are asked to tell something
 * @param table for what is known here to come up to what was done elsewhere
 * @param keepAlive how often somebody who follows is told something, be it nothing
 * @param silence how long somebody who follows, or is followed, may be silent
 */
public record Patience(
        Duration reply, Duration pending, Duration read, Duration table, Duration keepAlive, Duration silence) {
    /** That of a network within one site. */
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
}
