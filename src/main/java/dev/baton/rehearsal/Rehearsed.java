package dev.baton.rehearsal;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.AgentServices;
import dev.baton.runtime.Body;
import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.LoopBody;
import dev.baton.runtime.TimingWheel;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * An agent that lives in a test. It does nothing by itself: {@link #advance}, {@link #runCycles}, {@link #runToEnd},
 * {@link #deliver} and {@link #stop} let it work, on the calling thread, and return when it has. Time passes only by these, and
 * where the agent waits by {@code awaitStop}: it then passes at once.
 *
 * <p>What Baton does around an agent is not part of it: dependencies, restarts, time limits, and the interrupt of an agent that
 * ignores its stop.
 *
 * <p>To be used by one thread, the test's. An agent, or something that stands in for what it uses, may call {@link #advance}
 * while it works: time passes, nothing else happens.
 */
public final class Rehearsed {
    private static final int MOST_CYCLES = 100_000;

    private final HandCrank crank;
    private final Instant begin;
    private final Body body;
    private final Post post = new Post();
    private final Witness witness = new Witness();
    private final CopyOnWriteArrayList<String> log = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Throwable> thrown = new CopyOnWriteArrayList<>();

    Rehearsed(AgentSpec spec, Instant begin, Vertx vertx, ClassLoader loader) {
        this.begin = begin;
        this.crank = new HandCrank(spec.name());
        InstantSource clock = this::now;
        AgentServices services = new AgentServices(
                vertx,
                new TimingWheel(crank::now, crank),
                clock,
                crank::now,
                Runnable::run,
                loader,
                ValidationPolicy.DEFAULT,
                post,
                EmitCredits.overAll());
        this.body = new LoopBody(spec, services, crank, crank::sleep, this::logger, witness::hear);
    }

    private AgentLogger logger(String name) {
        return new AgentLogger(new LoggedLines(log, thrown));
    }

    void begin() {
        body.start();
        crank.turn(crank.now(), () -> witness.isReady() || hasEnded());
    }

    // ------------------------------------------------------------------------------------------------------ it works

    /**
     * Lets {@code duration} pass, and all happen that is due in it, at its time; {@link Duration#ZERO} for what is due now. An
     * agent that waits longer by {@code awaitStop} lets more time pass.
     *
     * @throws IllegalStateException if it comes to no end, such as a looping agent without a limit whose cycles take no time
     */
    public Rehearsed advance(Duration duration) {
        if (crank.isTurning()) {
            crank.sleep(duration, () -> false);
        } else {
            crank.turn(crank.after(HandCrank.nanos(duration)), () -> false);
        }
        return this;
    }

    /**
     * Lets the agent execute {@code count} more times, and as much time pass as that takes.
     *
     * @throws IllegalStateException if it ends before, or waits for something that doesn't come, such as a message
     */
    public Rehearsed runCycles(int count) {
        long wanted = cycles() + count;
        run(() -> cycles() >= wanted || hasEnded(), count + " more executions");
        if (cycles() < wanted) {
            throw new IllegalStateException("agent '" + body.name() + "' has ended in " + ending().status() + " after "
                    + cycles() + " executions of " + wanted + ": " + ending().reason());
        }
        return this;
    }

    /**
     * Lets the agent work until it ends, and as much time pass as that takes.
     *
     * @throws IllegalStateException if it has executed 100,000 times and not ended, or waits for something that doesn't come,
     *     such as a message
     */
    public Rehearsed runToEnd() {
        long most = cycles() + MOST_CYCLES;
        run(() -> hasEnded() || cycles() >= most, "its end");
        if (!hasEnded()) {
            throw new IllegalStateException("agent '" + body.name() + "' has executed " + MOST_CYCLES
                    + " times and has not ended: give it a limit, or plan its stop by stopAfter(duration)");
        }
        return this;
    }

    private void run(BooleanSupplier enough, String what) {
        requireNotAtWork();
        if (!crank.turn(HandCrank.NEVER, enough)) {
            throw new IllegalStateException(
                    "agent '" + body.name() + "' comes to nothing any more, and not to " + what + ": after " + cycles()
                            + " executions it waits for what doesn't come by itself, such as a message");
        }
    }

    /**
     * Sends a message to the one address that the agent listens at, and lets the agent handle it.
     *
     * @param body text, a number, a {@code Buffer}, JSON
     * @throws IllegalStateException if it listens nowhere, or at several addresses, as a pool may
     */
    public Delivered deliver(Object body) {
        Set<String> addresses = post.addresses();
        if (addresses.size() != 1) {
            throw new IllegalStateException("agent '" + this.body.name() + "' listens at "
                    + (addresses.isEmpty() ? "no address" : addresses + ": say at which, deliver(address, body)"));
        }
        return deliver(addresses.iterator().next(), body);
    }

    /**
     * Sends a message to {@code address}, and lets the agent handle it.
     *
     * @throws IllegalStateException if it doesn't listen there
     */
    public Delivered deliver(String address, Object body) {
        requireNotAtWork();
        // So that a pool's members have begun to listen.
        advance(Duration.ZERO);
        if (!post.addresses().contains(address)) {
            throw new IllegalStateException(
                    "agent '" + this.body.name() + "' does not listen at '" + address + "' but at " + post.addresses());
        }
        Delivered delivered = new Delivered(address, body);
        post.deliver(delivered.message());
        advance(Duration.ZERO);
        return delivered;
    }

    /** Asks the agent to stop, and lets it do so. */
    public Rehearsed stop() {
        body.stop();
        return crank.isTurning() ? this : advance(Duration.ZERO);
    }

    /** Plans to ask the agent to stop {@code duration} from now, also if it is at work then. */
    public Rehearsed stopAfter(Duration duration) {
        crank.plan(duration, body::stop);
        return this;
    }

    private void requireNotAtWork() {
        if (crank.isTurning()) {
            throw new IllegalStateException("agent '" + body.name() + "' is at work: only advance(), stop() and"
                    + " stopAfter() can be called by what it calls");
        }
    }

    // -------------------------------------------------------------------------------------------------- what it did

    /** Whether it has become ready. */
    public boolean isReady() {
        return witness.isReady();
    }

    /** Whether it has ended. */
    public boolean hasEnded() {
        return witness.ending() != null;
    }

    /**
     * How it has ended, and why, as Baton judges it.
     *
     * @throws IllegalStateException if it has not
     */
    public Ending ending() {
        Ending ending = witness.ending();
        if (ending == null) {
            throw new IllegalStateException("agent '" + body.name() + "' has not ended, after " + cycles()
                    + " executions: let it work by runToEnd() or advance(duration), or stop() it");
        }
        return ending;
    }

    /** {@link #ending()} in a word. */
    public TerminationStatus status() {
        return ending().status();
    }

    /** How many executions are over, the failed one included. */
    public long cycles() {
        return body.activity().cycles();
    }

    /** The events it has emitted, in order; without progress. */
    public List<Emitted> events() {
        return witness.events();
    }

    /** The names of these. */
    public List<String> eventNames() {
        return events().stream().map(Emitted::name).toList();
    }

    /** What it has said about its progress, in order. */
    public List<Progress> progress() {
        return witness.progress();
    }

    /** What it has logged, in order, as {@code LEVEL text}; with what Baton logs for it when something fails. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** What has failed, in order, as the events AGENT_ERROR would say. */
    public List<String> failures() {
        return witness.failures();
    }

    /** The exceptions that were logged, in order: those that it failed with, and those that it logged itself. */
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    /** What keeps it from its work by its own word, empty if nothing does. */
    public String trouble() {
        return body.activity().trouble();
    }

    /** The time on its wall clock. */
    public Instant now() {
        return begin.plusNanos(crank.now());
    }

    /** How long it has lived. */
    public Duration elapsed() {
        return Duration.ofNanos(crank.now());
    }

    /** All that is known of it, with the traces of exceptions, for the message of a failed test. */
    @Override
    public String toString() {
        Ending ending = witness.ending();
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println(body.name() + " after " + elapsed() + " and " + cycles() + " executions: "
                + (ending == null ? "not ended" : ending));
        lines.println("events: " + events());
        log.forEach(lines::println);
        thrown.forEach(each -> each.printStackTrace(lines));
        lines.flush();
        return text.toString();
    }
}
