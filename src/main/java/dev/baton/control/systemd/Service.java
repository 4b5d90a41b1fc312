package dev.baton.control.systemd;

import io.vertx.core.Future;
import java.time.Duration;

/** What systemd looks after, as the notifier sees it. Safe to use from any thread. */
public interface Service {
    /** Completes when the event loop that decides everything has come to this question; fails once it has ended. */
    Future<Void> respond();

    /** How the agents are. */
    Future<Tally> tally();

    /** How long an orderly stop may take. */
    Duration longestStop();
}
