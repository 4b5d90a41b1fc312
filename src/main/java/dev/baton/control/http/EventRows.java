package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import java.util.function.Consumer;

/** Makes rows of the events it is told. */
final class EventRows implements Follower<Answer.Events, EventRow> {
    private final Consumer<Row> to;
    private boolean isOfCluster;

    EventRows(Consumer<Row> to) {
        this.to = to;
    }

    @Override
    public void present(Answer.Events present) {
        // Asked for none: each stream asks for its own.
        isOfCluster = !present.capacities().isEmpty();
    }

    @Override
    public void next(EventRow next) {
        to.accept(isOfCluster ? Row.ofNode(next) : Row.of(next));
    }

    @Override
    public void missed(String node, long count) {
        to.accept(isOfCluster ? Row.missed(node) : Row.LOST);
    }
}
