package dev.baton.runtime;

import dev.baton.lifecycle.Ending;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Body} tells the orchestrator, in the order it happened. */
public sealed interface Signal {

    /** Who says it. */
    Body body();

    /** It was held up at a gate and goes on now. */
    record PassedGate(Body body) implements Signal {}

    /** Setup is done. */
    record Ready(Body body) implements Signal {}

    /** It was asked to pause, and no cycle runs any more. */
    record Paused(Body body) implements Signal {}

    /**
     * A part failed. The body may go on; if it can't, {@link Ended} follows.
     *
     * @param part what failed, such as {@code setup} or {@code plugin Tracer}
     * @param type the class of what it threw, null if it threw nothing
     * @param message for people
     */
    record Failed(Body body, String part, @Nullable String type, String message) implements Signal {}

    /**
     * An event of the agent's own word.
     *
     * @param credits to be given back once the event is published; null if it took none
     */
    record Emitted(
            Body body,
            String event,
            Map<String, Object> data,
            @Nullable EmitCredits credits) implements Signal {}

    /** It was found not to answer any more, with why, for people. It waits to be stopped. */
    record Unresponsive(Body body, String reason) implements Signal {}

    /**
     * It used more than it may. It waits to be stopped.
     *
     * @param limit which limit it was, by its key, such as {@code maxMemory}
     * @param reason for people
     * @param data what was used, and what the limit is
     */
    record UsedTooMuch(Body body, String limit, String reason, Map<String, Object> data) implements Signal {}

    /**
     * It was asked to stop, and something of it is still there.
     *
     * @param reason what, for people
     * @param isLate whether so much of its time is over that somebody should know
     */
    record StillThere(Body body, String reason, boolean isLate) implements Signal {}

    /**
     * It is over and everything is released.
     *
     * @param facts more about the end, for the data of its event
     */
    record Ended(Body body, Ending ending, Map<String, Object> facts) implements Signal {
        /** With nothing more to say. */
        public Ended(Body body, Ending ending) {
            this(body, ending, Map.of());
        }
    }
}
