package dev.baton.control.http;

import io.vertx.core.Future;
import java.util.List;

/** How Baton is, for probes. Safe to use from any thread. */
public interface Health {
    /** Completes when the orchestrator responds; a probe doesn't wait for long. */
    Future<Void> respond();

    /** The agents whose threads ignored their stop. They are named, but don't keep Baton from being ready. */
    Future<List<String>> stuck();

    /** What keeps Baton from being ready, a sentence each; empty when it is. */
    Future<List<String>> notReady();
}
