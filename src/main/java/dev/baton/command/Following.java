package dev.baton.command;

/** That somebody follows. Closing it, on any thread and as often as one likes, ends that. */
public interface Following extends AutoCloseable {
    /** Nothing is passed on any more, but for what is being passed on at this moment. */
    @Override
    void close();
}
