package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A start of an agent on a loop of its maker's, such as one that a test turns by hand. The same life as that of a worker,
 * without a thread of its own: who turns the loop works for the agent. Nothing interrupts it.
 */
public final class LoopBody extends LivingBody {
    private static final long FIRST = 1;

    private final AgentServices services;
    private final TimingWheel.Loop loop;
    private final Sleep sleep;
    private final Function<String, AgentLogger> loggers;
    private final Consumer<Signal> listener;

    /** How an agent that waits for its stop spends the time, which is the loop's. */
    @FunctionalInterface
    public interface Sleep {
        /** Lets time pass until {@code over} says so, at most {@code longest}. */
        void pass(Duration longest, BooleanSupplier over);
    }

    /**
     * The first start of an agent.
     *
     * @param loop runs its steps
     * @param sleep how it waits for its stop
     * @param loggers gives a logger to an agent, and to each member of a pool, by name
     * @param listener told what happens, on whatever thread it happens
     */
    public LoopBody(
            AgentSpec spec,
            AgentServices services,
            TimingWheel.Loop loop,
            Sleep sleep,
            Function<String, AgentLogger> loggers,
            Consumer<Signal> listener) {
        super(spec, FIRST, new Gates());
        this.services = services;
        this.loop = loop;
        this.sleep = sleep;
        this.loggers = loggers;
        this.listener = listener;
    }

    @Override
    public void start() {
        loop.run(life()::begin);
    }

    @Override
    public void interrupt() {
        life().press(null);
    }

    @Override
    public long cpuNanos() {
        return CpuMeter.UNKNOWN;
    }

    @Override
    public AgentServices services() {
        return services;
    }

    @Override
    public AgentLogger logger(String name) {
        return loggers.apply(name);
    }

    @Override
    public boolean awaitStop(AgentLife which, Duration longest) {
        sleep.pass(longest, which.stopSignal()::isGiven);
        return which.stopSignal().isGiven();
    }

    @Override
    public void post(Runnable step) {
        loop.run(step);
    }

    @Override
    void tell(Signal signal) {
        listener.accept(signal);
    }

    @Override
    long lastSign() {
        return Activity.IDLE;
    }

    @Override
    public void beat() {
        // Nobody waits for a sign of life.
    }

    @Override
    public void ended(AgentLife which, Ending how) {
        tell(new Signal.Ended(this, how));
    }
}
