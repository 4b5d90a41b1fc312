package dev.baton.runtime.tree;

/** Takes the bytes of one stream of a process. Called by one thread at a time; may take its time, which slows the process. */
public interface Sink {

    /** The next bytes; not to be kept. */
    void accept(byte[] chunk, int offset, int length);

    /** There are no more. Called once. */
    void end();
}
