package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told, and that it was told it as promised: by one thread at a time, the present first. */
final class Reader implements Follower<Answer.Events, EventRow> {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> missed = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Answer.@Nullable Events present;

    @Override
    public void present(Answer.Events now) {
        alone(() -> {
            if (present != null || !told.isEmpty()) {
                broken.add("the present came late or twice");
            }
            present = now;
        });
    }

    @Override
    public void next(EventRow next) {
        alone(() -> {
            if (present == null) {
                broken.add("news came before the present");
            }
            told.add(next.event().name() + '@' + next.event().node());
        });
    }

    @Override
    public void missed(String node, long count) {
        alone(() -> missed.add(node + ' ' + count));
    }

    private void alone(Runnable telling) {
        if (!busy.compareAndSet(false, true)) {
            broken.add("two at a time");
        }
        telling.run();
        busy.set(false);
    }

    Answer.Events present() {
        Answer.Events shown = present;
        if (shown == null) {
            throw new AssertionError("nothing was shown");
        }
        return shown;
    }

    List<String> told() {
        return told;
    }

    List<String> told(String node) {
        return told.stream().filter(each -> each.endsWith('@' + node)).toList();
    }

    List<String> missed() {
        return missed;
    }

    /** What was not as promised. */
    List<String> broken() {
        List<String> all = new ArrayList<>(broken);
        TreeMap<String, Integer> seen = new TreeMap<>();
        told.forEach(each -> seen.merge(each, 1, Integer::sum));
        seen.forEach((what, times) -> {
            if (times > 1) {
                all.add(what + " came " + times + " times");
            }
        });
        return all;
    }
}
