package dev.baton.runtime.program;

/** Where the bytes of one stream of one process go. Used by one thread; may take its time, which slows the process. */
public interface Output {

    /** The next bytes; not to be kept. */
    void accept(byte[] chunk, int offset, int length);

    /** There are no more. Called once. */
    void end();

    /** Where the streams of agents go. */
    interface Streams {
        /** One stream of one start of {@code agent}. */
        Output open(String agent, boolean isError);
    }
}
