package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A start of an agent on a loop of its maker's, such as one that a test turns by hand. The same life as that of a worker,
 * without a thread of its own: who turns the loop works for the agent. Nothing interrupts it.
 */
public final class LoopBody implements Body {
    private static final long FIRST = 1;

    private final AgentServices services;
    private final TimingWheel.Loop loop;
    private final Sleep sleep;
    private final Function<String, AgentLogger> loggers;
    private final Consumer<Signal> listener;
    private final AgentLife life;
    private volatile String trouble = "";

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
        this.services = services;
        this.loop = loop;
        this.sleep = sleep;
        this.loggers = loggers;
        this.listener = listener;
        this.life = new AgentLife(spec, spec.name(), new LoopStage(), new Gates());
    }

    @Override
    public String name() {
        return life.name();
    }

    @Override
    public long incarnation() {
        return FIRST;
    }

    @Override
    public void start() {
        loop.run(life::begin);
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void interrupt() {
        life.press(null);
    }

    @Override
    public boolean kill() {
        return false;
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public boolean pause() {
        return life.pause();
    }

    @Override
    public void resume() {
        life.resume();
    }

    @Override
    public Activity activity() {
        return new Activity(
                life.cycles(),
                life.lastCycleNanos(),
                life.workNanos(),
                life.failures(),
                life.droppedEvents(),
                Activity.IDLE,
                life.kind(),
                trouble);
    }

    @Override
    public long cpuNanos() {
        return CpuMeter.UNKNOWN;
    }

    private final class LoopStage implements Stage {
        @Override
        public AgentServices services() {
            return services;
        }

        @Override
        public long incarnation() {
            return FIRST;
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
        public void passedGate(AgentLife which) {
            listener.accept(new Signal.PassedGate(LoopBody.this));
        }

        @Override
        public void ready(AgentLife which) {
            listener.accept(new Signal.Ready(LoopBody.this));
        }

        @Override
        public void paused(AgentLife which) {
            listener.accept(new Signal.Paused(LoopBody.this));
        }

        @Override
        public void beat() {
            // Nobody waits for a sign of life.
        }

        @Override
        public void trouble(AgentLife which, String what) {
            trouble = what;
        }

        @Override
        public void failed(AgentLife which, String part, @Nullable Throwable thrown, String message) {
            String type = thrown == null ? null : thrown.getClass().getName();
            listener.accept(new Signal.Failed(LoopBody.this, part, type, message));
        }

        @Override
        public void emitted(AgentLife which, String event, Map<String, Object> data, EmitCredits credits) {
            listener.accept(new Signal.Emitted(LoopBody.this, event, data, credits));
        }

        @Override
        public void ended(AgentLife which, Ending how) {
            listener.accept(new Signal.Ended(LoopBody.this, how));
        }
    }
}
