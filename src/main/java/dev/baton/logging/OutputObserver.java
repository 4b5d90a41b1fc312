package dev.baton.logging;

import java.nio.file.Path;

/**
 * Is told when an agent's lines can't be written to its file any more, and when they can again. Called by whoever writes,
 * with the file's lock held: it must return at once.
 */
public interface OutputObserver {
    /** Nobody. */
    OutputObserver NONE = new OutputObserver() {
        @Override
        public void fileStopped(String agent, Path file, String reason) {
            // for those who don't want to know
        }

        @Override
        public void fileResumed(String agent, Path file, long missing) {
            // for those who don't want to know
        }
    };

    /**
     * The lines of {@code agent} are no longer written to {@code file}; told once, however many follow. The agent isn't
     * affected, and its lines are still in the {@link LogBook}.
     *
     * @param reason why, in words
     */
    void fileStopped(String agent, Path file, String reason);

    /**
     * The file can be written again, or, after the last line, it is closed without that.
     *
     * @param missing how many lines are not in it
     */
    void fileResumed(String agent, Path file, long missing);
}
