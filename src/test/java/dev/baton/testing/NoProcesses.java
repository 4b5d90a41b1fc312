package dev.baton.testing;

import dev.baton.agent.AgentSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.Signal;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** For orchestrators that have only agents on threads. */
public final class NoProcesses implements ProcessBodies {
    private NoProcesses() {}

    /** A factory's method. */
    public static ProcessBodies on(String name, Context loop, ClassLoader loader, ValidationPolicy policy) {
        return new NoProcesses();
    }

    @Override
    public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
        throw new AssertionError("no process was expected, but '" + spec.name() + "' is one");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
