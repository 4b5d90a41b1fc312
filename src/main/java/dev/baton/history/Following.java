package dev.baton.history;

/** That somebody follows the events. Closing it, on any thread and as often as one likes, ends that. */
public interface Following extends AutoCloseable {
    /** No event is passed on any more, but for one that is being passed on at this moment. */
    @Override
    void close();
}
