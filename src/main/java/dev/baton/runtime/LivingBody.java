package dev.baton.runtime;

import dev.baton.agent.AgentSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start of an agent in this JVM: the stage that its life plays on, and whoever looks at the life from outside. Where the life's
 * steps run, and how it begins and ends, is for those who extend it to say.
 */
abstract class LivingBody implements Body, Stage {
    private final AgentLife life;
    private final long incarnation;
    private volatile String trouble = "";

    LivingBody(AgentSpec spec, long incarnation, Gates gates) {
        this.incarnation = incarnation;
        this.life = new AgentLife(spec, spec.name(), this, gates);
    }

    final AgentLife life() {
        return life;
    }

    /** Tells whoever listens; from any thread. */
    abstract void tell(Signal signal);

    /** When the life last gave a sign while it works, {@link Activity#IDLE} if it doesn't or nobody wants to know. */
    abstract long lastSign();

    // -------------------------------------------------------------------------------------- as a body

    @Override
    public final String name() {
        return life.name();
    }

    @Override
    public final long incarnation() {
        return incarnation;
    }

    @Override
    public final void stop() {
        life.stop();
    }

    @Override
    public final boolean kill() {
        return false;
    }

    @Override
    public final long pid() {
        return -1;
    }

    @Override
    public final boolean pause() {
        return life.pause();
    }

    @Override
    public final void resume() {
        life.resume();
    }

    @Override
    public final Activity activity() {
        return new Activity(
                life.cycles(),
                life.lastCycleNanos(),
                life.workNanos(),
                life.failures(),
                life.droppedEvents(),
                lastSign(),
                life.kind(),
                trouble);
    }

    // -------------------------------------------------------------------------------------- as the stage of the life

    @Override
    public final void passedGate(AgentLife which) {
        tell(new Signal.PassedGate(this));
    }

    @Override
    public final void ready(AgentLife which) {
        tell(new Signal.Ready(this));
    }

    @Override
    public final void paused(AgentLife which) {
        tell(new Signal.Paused(this));
    }

    @Override
    public final void trouble(AgentLife which, String what) {
        trouble = what;
    }

    @Override
    public final void failed(AgentLife which, String part, @Nullable Throwable thrown, String message) {
        String type = thrown == null ? null : thrown.getClass().getName();
        tell(new Signal.Failed(this, part, type, message));
    }

    @Override
    public final void emitted(AgentLife which, String event, Map<String, Object> data, EmitCredits credits) {
        tell(new Signal.Emitted(this, event, data, credits));
    }
}
