package dev.baton.runtime;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Plugin;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.logging.LogKeys;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One agent object going through its life, from constructor to the last plugin finished.
 *
 * <pre>
 *   begin ─▶ (gate) ─▶ setUp ─▶ (gate) ─▶ work ─▶ execute, as its pacer says ─▶ close
 * </pre>
 *
 * <p>Everything runs on one Vert.x context, one step at a time, inside the {@link Stage}; only {@link #stop()} and
 * {@link #press} come from elsewhere.
 */
final class AgentLife {
    private enum Phase {
        STARTING,
        WORKING,
        CLOSING,
        CLOSED
    }

    private final AgentSpec spec;
    private final Stage stage;
    private final Gates gates;
    private final StopSignal stopSignal = new StopSignal();
    private final AtomicBoolean stopAsked = new AtomicBoolean();
    private final RunContext context;
    private volatile @Nullable Agent agent;
    private @Nullable PluginChain plugins;
    private volatile @Nullable Pacer pacer;
    private volatile @Nullable InterruptGuard stopper;
    private Phase phase = Phase.STARTING;
    private volatile boolean pauseAsked;
    private boolean paused;
    private boolean held;
    private @Nullable Message<Object> heldMessage;
    private boolean setupBegun;
    private volatile boolean interrupted;
    private volatile long cycles;
    private volatile long lastCycleNanos;
    private volatile long workNanos;
    private volatile boolean hasFailed;

    /** A life that has not begun, told as {@code name}. */
    AgentLife(AgentSpec spec, String name, Stage stage, Gates gates) {
        this.spec = spec;
        this.stage = stage;
        this.gates = gates;
        this.context = new RunContext(this, stage, name);
    }

    AgentSpec spec() {
        return spec;
    }

    String name() {
        return context.name();
    }

    Stage stage() {
        return stage;
    }

    StopSignal stopSignal() {
        return stopSignal;
    }

    long cycles() {
        return cycles;
    }

    long lastCycleNanos() {
        return lastCycleNanos;
    }

    long workNanos() {
        return workNanos;
    }

    /** An execution that fails is the last one. */
    long failures() {
        return hasFailed ? 1 : 0;
    }

    String kind() {
        Pacer present = pacer;
        return present == null ? Pacer.ONCE : present.kind();
    }

    long droppedEvents() {
        return context.droppedEvents();
    }

    /** The agent, null before it is made. */
    @Nullable
    Agent agent() {
        return agent;
    }

    <P extends Plugin> Optional<P> plugin(Class<P> type) {
        PluginChain present = plugins;
        return present == null ? Optional.empty() : present.find(type);
    }

    // ---------------------------------------------------------------------------------------------- on the context

    void begin() {
        if (closeIfStopping()) {
            return;
        }
        Agent made;
        try {
            made = spec.factory().get();
            AgentHooks.bind(made, context);
        } catch (Throwable e) {
            fail("constructor", e);
            return;
        }
        agent = made;
        if (isRefused(made) || !pluginsInitialize(made)) {
            return;
        }
        passOrWait(gates.setup(), this::setUp);
    }

    private boolean isRefused(Agent made) {
        Findings findings = new Findings();
        try {
            AgentHooks.validate(made, findings);
        } catch (Throwable e) {
            fail("validate", e);
            return true;
        }
        if (findings.all().isEmpty()) {
            return false;
        }
        List<Finding> refused = findings.refusedBy(stage.services().policy());
        findings.all().stream()
                .filter(finding -> !refused.contains(finding))
                .forEach(finding -> context.logger().warning("config: {}", finding));
        if (refused.isEmpty()) {
            return false;
        }
        String all = refused.stream().map(Finding::toString).collect(Collectors.joining("; "));
        failed("config", null, "its config was refused: " + all);
        close(new Ending(TerminationStatus.ERROR, "its config was refused: " + all));
        return true;
    }

    private boolean pluginsInitialize(Agent made) {
        List<Plugin> own;
        try {
            own = AgentHooks.plugins(made);
        } catch (Throwable e) {
            fail("plugins", e);
            return false;
        }
        if (own.isEmpty() && spec.plugins().isEmpty()) {
            return true;
        }
        PluginChain chain = new PluginChain(context.name(), context.logger(), context.vertx(), spec.plugins(), own);
        plugins = chain;
        List<PluginChain.Failure> failures = chain.initialize();
        if (failures.isEmpty()) {
            return true;
        }
        tell(failures);
        close(new Ending(TerminationStatus.ERROR, failures.get(0).message()));
        return false;
    }

    private void setUp() {
        if (phase != Phase.STARTING || closeIfStopping()) {
            return;
        }
        setupBegun = true;
        try {
            AgentHooks.setup(made());
        } catch (Throwable e) {
            fail("setup", e);
            return;
        }
        if (!findPacer()) {
            return;
        }
        phase = Phase.WORKING;
        stage.ready(this);
        passOrWait(gates.execute(), () -> stage.post(this::work));
    }

    private void work() {
        if (phase != Phase.WORKING || closeIfStopping()) {
            return;
        }
        Objects.requireNonNull(pacer).start();
    }

    /** What is sent to an agent from the moment it is ready must reach it, so its pacer is there before. */
    private boolean findPacer() {
        try {
            Pacer found = Pacer.of(AgentHooks.cadence(made()), this);
            found.prepare();
            pacer = found;
            return true;
        } catch (Throwable e) {
            fail("cadence", e);
            return false;
        }
    }

    /** Executes once, then lets the pacer go on or closes. */
    void execute(@Nullable Message<Object> message) {
        if (phase != Phase.WORKING || closeIfStopping()) {
            return;
        }
        if (paused) {
            held = true;
            heldMessage = message;
            return;
        }
        long began = stage.services().nanoTime().getAsLong();
        try {
            if (message == null) {
                AgentHooks.execute(made());
            } else {
                AgentHooks.execute(made(), message);
            }
        } catch (Throwable e) {
            hasFailed = true;
            executed(began);
            fail("execute", e);
            return;
        }
        executed(began);
        Pacer present = pacer;
        if (!closeIfStopping() && present != null) {
            present.executed();
        }
    }

    private void pauseNow() {
        if (phase == Phase.WORKING && pauseAsked) {
            paused = true;
            stage.paused(this);
        }
    }

    private void resumeNow() {
        Pacer present = pacer;
        if (phase != Phase.WORKING || pauseAsked || !paused || present == null) {
            return;
        }
        paused = false;
        if (held) {
            Message<Object> message = heldMessage;
            held = false;
            heldMessage = null;
            present.resume(message);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; readers want a recent value
    private void executed(long began) {
        long took = stage.services().nanoTime().getAsLong() - began;
        lastCycleNanos = took;
        workNanos += took;
        cycles++;
    }

    /** Ends the life: releases what was taken, then says how it ended. Does nothing if it has ended or is about to. */
    void close(Ending ending) {
        if (phase == Phase.CLOSING || phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSING;
        Pacer present = pacer;
        if (present != null) {
            present.cancel();
        }
        Ending judged = ending;
        if (setupBegun) {
            judged = judged.worse(onClose());
        }
        if (plugins != null) {
            judged = judged.worse(finishPlugins(plugins));
        }
        if (interrupted) {
            judged = judged.worse(
                    new Ending(TerminationStatus.WARNING, "it had to be interrupted because it did not stop in time"));
        }
        phase = Phase.CLOSED;
        context.close();
        stage.ended(this, judged);
    }

    private Ending onClose() {
        try {
            AgentHooks.onClose(made());
            return Ending.SUCCESS;
        } catch (Throwable e) {
            failed("onClose", e, "onClose threw " + e);
            return new Ending(TerminationStatus.WARNING, "onClose threw " + e);
        }
    }

    private Ending finishPlugins(PluginChain chain) {
        List<PluginChain.Failure> failures = chain.finish();
        tell(failures);
        return failures.isEmpty()
                ? Ending.SUCCESS
                : new Ending(TerminationStatus.WARNING, failures.get(0).message());
    }

    private void tell(List<PluginChain.Failure> failures) {
        failures.forEach(failure -> failed("plugin " + failure.plugin(), failure.thrown(), failure.message()));
    }

    /** Tells of a failure: with its trace in the agent's log, without in an event. */
    private void failed(String part, @Nullable Throwable thrown, String message) {
        LoggingEventBuilder line = context.logger().atError().setCause(thrown);
        if (stage.incarnation() > 1) {
            line = line.addKeyValue(LogKeys.INCARNATION, stage.incarnation());
        }
        line.log(message);
        stage.failed(this, part, thrown, message);
    }

    /** A step threw: an error, unless a stop is under way, which may well make things throw. */
    private void fail(String part, Throwable thrown) {
        Ending failure = Ending.failure(part, thrown);
        if (stopSignal.isGiven() && failure.status() == TerminationStatus.ERROR) {
            close(new Ending(TerminationStatus.WARNING, failure.reason() + " while it was being stopped"));
            return;
        }
        failed(part, thrown, failure.reason());
        close(failure);
    }

    private boolean closeIfStopping() {
        if (!stopSignal.isGiven()) {
            return false;
        }
        Pacer present = pacer;
        if (present != null) {
            present.stop();
        } else if (phase == Phase.STARTING) {
            close(new Ending(TerminationStatus.WARNING, "it was stopped before it was ready"));
        } else {
            close(Ending.SUCCESS);
        }
        return true;
    }

    private void passOrWait(Gate gate, Runnable passage) {
        if (gate.isOpen()) {
            passage.run();
        } else {
            gate.pass(() -> stage.post(() -> {
                stage.passedGate(this);
                passage.run();
            }));
        }
    }

    private Agent made() {
        Agent present = agent;
        if (present == null) {
            throw new IllegalStateException("the agent has not been made yet");
        }
        return present;
    }

    // ---------------------------------------------------------------------------------------------- from any thread

    /** Asks to stop: {@code onStop()}, then the stop signal. */
    void stop() {
        if (!stopAsked.compareAndSet(false, true)) {
            return;
        }
        Agent present = agent;
        if (present == null || !OnStop.isOverriddenBy(present)) {
            signalStop();
            return;
        }
        InterruptGuard guard = new InterruptGuard();
        stopper = guard;
        stage.services().control().execute(() -> callOnStop(present, guard));
    }

    private void callOnStop(Agent present, InterruptGuard guard) {
        guard.enter();
        try {
            AgentHooks.onStop(present);
        } catch (Throwable e) {
            if (!interrupted) {
                failed("onStop", e, "onStop threw " + e);
            }
        } finally {
            guard.leave();
            signalStop();
        }
    }

    /** The stop signal, whatever {@code onStop()} is doing. */
    private void signalStop() {
        stopSignal.give();
        Pacer present = pacer;
        if (present != null) {
            present.stopAsked();
        }
        stage.post(this::closeIfStoppingNow);
    }

    private void closeIfStoppingNow() {
        if (phase == Phase.STARTING || phase == Phase.WORKING) {
            closeIfStopping();
        }
    }

    /**
     * Presses on with a stop that takes too long: gives the signal, if {@code onStop()} still keeps it back, and interrupts
     * both it and who is {@code inside}, if that is given. The signal comes first, so that an interrupt is known to mean it.
     */
    void press(@Nullable InterruptGuard inside) {
        signalStop();
        Pacer present = pacer;
        if (present != null) {
            present.press();
        }
        InterruptGuard telling = stopper;
        if (telling != null) {
            telling.interrupt(this::noteInterrupt);
        }
        if (inside != null) {
            inside.interrupt(this::noteInterrupt);
        }
    }

    /** Lets no further execution begin; returns whether this agent can be held up so. */
    boolean pause() {
        Pacer present = pacer;
        if (present == null || !present.canPause()) {
            return false;
        }
        pauseAsked = true;
        stage.post(this::pauseNow);
        return true;
    }

    /** Lets executions begin again. */
    void resume() {
        pauseAsked = false;
        stage.post(this::resumeNow);
    }

    private void noteInterrupt() {
        interrupted = true;
    }
}
