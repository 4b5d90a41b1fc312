package dev.baton.runtime.child;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.logging.LogRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a child tells its parent. */
sealed interface FromChild {

    /** The first word, by which the parent knows its child. */
    record Hello(String secret) implements FromChild {}

    /** The agent has come to a gate and waits there until the parent {@linkplain ToChild.Open opens} it. */
    record AtGate(GateName gate) implements FromChild {}

    /** See {@link dev.baton.runtime.Signal.Ready}; {@code kind} as in an activity. */
    record Ready(String kind) implements FromChild {}

    /** See {@link dev.baton.runtime.Signal.Paused}. */
    record Paused() implements FromChild {}

    /** See {@link dev.baton.runtime.Signal.Failed}. */
    record Failed(String part, @Nullable String type, String message) implements FromChild {}

    /** See {@link dev.baton.runtime.Signal.Emitted}. */
    record Emitted(String event, Map<String, Object> data) implements FromChild {}

    /**
     * What the agent has done so far; told regularly, so that it is also a sign that the JVM works.
     *
     * @param silentNanos for how long it has given no sign of life while it works, -1 if it doesn't work or nobody asks
     * @param cpuNanos the CPU time of the JVM, -1 if it can't be told
     */
    record Doing(
            long cycles,
            long lastCycleNanos,
            long workNanos,
            long failures,
            long droppedEvents,
            long silentNanos,
            String kind,
            String trouble,
            long cpuNanos)
            implements FromChild {}

    /** A line was logged. */
    record Logged(LogRecord line) implements FromChild {}

    /** It is over; the JVM is about to end. */
    record Ended(TerminationStatus status, String reason) implements FromChild {}

    /** The agent listens to the address {@code address} of the event bus; messages come when they are fetched. */
    record Listens(int listener, String address) implements FromChild {}

    /** It can take one more message. */
    record Fetches(int listener) implements FromChild {}

    /** It listens no more. */
    record ListensNoMore(int listener) implements FromChild {}

    /** The answer to a message; the failure is null if it is one. */
    record Replies(long message, Post.Body body, Post.@Nullable Failure failure) implements FromChild {}

    /**
     * A message for whoever listens to {@code address} in Baton's JVM.
     *
     * @param request the number by which the answer is to be given, 0 if none is wanted
     */
    record Sends(long request, String address, boolean isPublished, Post.Body body, List<Post.Header> headers)
            implements FromChild {}
}
