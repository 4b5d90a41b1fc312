package dev.baton.runtime.program;

import dev.baton.runtime.tree.Sink;

/** Where the bytes of one stream of one process go. Used by one thread; may take its time, which slows the process. */
public interface Output extends Sink {

    /** Where the streams of agents go. */
    interface Streams {
        /** One stream of one start of {@code agent}. */
        Output open(String agent, boolean isError);
    }
}
