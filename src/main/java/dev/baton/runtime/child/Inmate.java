package dev.baton.runtime.child;

import dev.baton.agent.AgentSpec;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.logging.Logging;
import dev.baton.runtime.AgentRuntime;
import dev.baton.runtime.Body;
import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.Gate;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.ProcessBodies;
import dev.baton.runtime.Signal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent inside its JVM: a body of the same runtime as in Baton's, whose signals go to the parent. For one event loop, which
 * stands here for the orchestrator's.
 */
final class Inmate {
    private final ToChild.Begin begin;
    private final Vertx vertx;
    private final Context loop;
    private final ChildMail mail;
    private final Outbox outbox;
    private final Logging logging;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Gates gates;
    private final Mailbox<EmitCredits> published;
    private @Nullable Body body;
    private boolean reporting;

    Inmate(
            ToChild.Begin begin,
            Vertx vertx,
            Context loop,
            ChildMail mail,
            Outbox outbox,
            Logging logging,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.begin = begin;
        this.vertx = vertx;
        this.loop = loop;
        this.mail = mail;
        this.outbox = outbox;
        this.logging = logging;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.gates = new Gates(gate(GateName.SETUP), gate(GateName.EXECUTE));
        this.published = new Mailbox<>(loop, EmitCredits::giveBack);
    }

    /** Closed, for whether it is open is for the parent to say. */
    private Gate gate(GateName name) {
        Gate gate = new Gate(() -> outbox.send(new FromChild.AtGate(name)));
        gate.close();
        return gate;
    }

    /** Begins the life of {@code spec}, which has been made of what the parent said. */
    void begin(AgentSpec spec, ClassLoader loader) {
        AgentRuntime runtime = new AgentRuntime(
                begin.name(),
                vertx,
                loop,
                clock,
                nanoTime,
                loader,
                begin.policy(),
                1,
                (name, ownLoop, ownLoader, policy) -> new NoFurtherProcesses(),
                mail);
        Body made = runtime.create(spec, begin.incarnation(), gates, new Mailbox<>(loop, this::signalled));
        body = made;
        vertx.setPeriodic(begin.reportMillis(), ignored -> report(made));
        made.start();
    }

    /** It can't be what the parent said. */
    void refused(Exception why) {
        String reason = String.valueOf(why.getMessage());
        outbox.send(new FromChild.Failed("class", why.getClass().getName(), reason));
        leave(new FromChild.Ended(TerminationStatus.ERROR, reason));
    }

    // ---------------------------------------------------------------------------------------------- from the parent

    void told(Record what) {
        Body present = body;
        if (present == null) {
            return;
        }
        if (what instanceof ToChild.Open open) {
            (open.gate() == GateName.SETUP ? gates.setup() : gates.execute()).open();
        } else if (what instanceof ToChild.Stop) {
            present.stop();
        } else if (what instanceof ToChild.Interrupt) {
            present.interrupt();
        } else if (what instanceof ToChild.Pause) {
            present.pause();
        } else if (what instanceof ToChild.Resume) {
            present.resume();
        }
    }

    // ---------------------------------------------------------------------------------------------- to the parent

    private void signalled(Signal signal) {
        if (signal instanceof Signal.Emitted emitted) {
            if (EventNames.isOfHealth(emitted.event())) {
                // Whoever looks because of the event shall see it.
                outbox.send(doing(emitted.body()));
            }
            EmitCredits credits = Objects.requireNonNull(emitted.credits());
            outbox.send(new FromChild.Emitted(emitted.event(), emitted.data()), () -> published.send(credits));
        } else if (signal instanceof Signal.Ready ready) {
            outbox.send(new FromChild.Ready(ready.body().activity().kind()));
        } else if (signal instanceof Signal.Paused) {
            outbox.send(new FromChild.Paused());
        } else if (signal instanceof Signal.Failed failed) {
            outbox.send(new FromChild.Failed(failed.part(), failed.type(), failed.message()));
        } else if (signal instanceof Signal.Ended ended) {
            outbox.send(doing(ended.body()));
            Ending ending = ended.ending();
            leave(new FromChild.Ended(ending.status(), ending.reason()));
        }
    }

    /** Says the last word when all that was logged is on its way, and ends the JVM in order. */
    private void leave(FromChild.Ended ended) {
        Thread leaving = new Thread(
                () -> {
                    logging.close();
                    outbox.send(ended, () -> System.exit(0));
                },
                "baton-child-end");
        leaving.start();
    }

    /** Unless the last report is still under way. */
    private void report(Body made) {
        if (!reporting) {
            reporting = true;
            outbox.send(doing(made), () -> loop.runOnContext(ignored -> reporting = false));
        }
    }

    private FromChild.Doing doing(Body made) {
        Body.Activity activity = made.activity();
        return new FromChild.Doing(
                activity.cycles(),
                activity.lastCycleNanos(),
                activity.workNanos(),
                activity.failures(),
                activity.droppedEvents(),
                activity.lastSign() == Body.Activity.IDLE ? -1 : Math.max(0, activity.silence(nanoTime.getAsLong())),
                activity.kind(),
                activity.trouble(),
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(Duration::toNanos)
                        .orElse(-1L));
    }

    /** An agent in a JVM of its own has none. */
    private static final class NoFurtherProcesses implements ProcessBodies {
        @Override
        public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
            throw new IllegalStateException("an agent in a JVM of its own can't have another one");
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
