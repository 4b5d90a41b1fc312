package dev.baton.runtime.child;

import dev.baton.agent.Threading;
import dev.baton.logging.LogLevel;
import dev.baton.settings.ValidationPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parent tells its child. */
sealed interface ToChild {

    /**
     * Begin to live.
     *
     * @param name the agent's name
     * @param type its class
     * @param config in JSON
     * @param incarnation which start of the agent it is
     * @param threading on which kind of thread
     * @param plugins in order
     * @param classes where its classes are, as URLs, beside the class path
     * @param isWatched whether its signs of life are of interest
     * @param reportMillis how often to tell what it has done
     * @param level the least level of lines that are of interest
     * @param policy judges findings
     */
    record Begin(
            String name,
            String type,
            String config,
            long incarnation,
            Threading threading,
            List<PluginPart> plugins,
            List<String> classes,
            boolean isWatched,
            long reportMillis,
            LogLevel level,
            ValidationPolicy policy)
            implements ToChild {}

    /** A plugin's class, and its config in JSON. */
    record PluginPart(String type, String config) {}

    /** A gate is open. */
    record Open(GateName gate) implements ToChild {}

    /** See {@link dev.baton.runtime.Body#stop()}. */
    record Stop() implements ToChild {}

    /** See {@link dev.baton.runtime.Body#interrupt()}. */
    record Interrupt() implements ToChild {}

    /** See {@link dev.baton.runtime.Body#pause()}. */
    record Pause() implements ToChild {}

    /** See {@link dev.baton.runtime.Body#resume()}. */
    record Resume() implements ToChild {}

    /**
     * A message for a listener that has fetched one.
     *
     * @param message the number by which it may be answered, 0 if nobody waits for an answer
     */
    record Delivers(
            int listener, long message, String address, boolean isSent, Post.Body body, List<Post.Header> headers)
            implements ToChild {}

    /** The answer to a request; the failure is null if it is one. */
    record Answers(long request, Post.Body body, Post.@Nullable Failure failure) implements ToChild {}
}
