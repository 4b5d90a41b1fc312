package dev.baton.history;

import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers events, from its deployment to its undeployment. Nobody calls it to record: it subscribes to the channel.
 *
 * <p>Deploy it as an ordinary verticle. It keeps its data to its own event loop; questions may be asked on any thread
 * and are answered on the asking context, or on the history's event loop when asked outside Vert.x. A question sees every
 * event that was published before it was asked.
 */
public final class History extends VerticleBase {
    private final EventBusChannel channel;
    private final Memory memory;
    private final Followers followers = new Followers();
    private volatile @Nullable Context home;

    /** A history of the events of {@code channel} in which heartbeats and commands are kept apart. */
    public History(EventBusChannel channel, HistorySettings settings) {
        this(channel, settings, List.of(Retention.HEARTBEATS, Retention.COMMANDS));
    }

    /** A history that keeps the types named in {@code retentions} apart, and all others in its ring. */
    public History(EventBusChannel channel, HistorySettings settings, List<Retention> retentions) {
        this.channel = channel;
        this.memory = new Memory(settings, retentions);
    }

    @Override
    public Future<?> start() {
        home = context;
        return channel.subscribe(this::remember).completion();
    }

    @Override
    public Future<?> stop() {
        home = null;
        return Future.succeededFuture();
    }

    /** The events asked for. Fails with {@link IllegalStateException} when the history isn't deployed. */
    public Future<HistoryPage> query(HistoryQuery query) {
        return ask(() -> memory.find(query));
    }

    /** The counts since the start. Fails with {@link IllegalStateException} when the history isn't deployed. */
    public Future<HistoryStatistics> statistics() {
        return ask(memory::statistics);
    }

    /**
     * Shows {@code follower} the events asked for and then every later one of that agent and type, without a gap and
     * without telling one twice. {@code last} and {@code afterSeq} bound the present only; who resumes asks for
     * {@link HistoryQuery#since}.
     *
     * @return completed when the present has been shown; fails with {@link IllegalStateException} when too many follow
     *     already or the history isn't deployed, and with whatever the follower threw at the present
     */
    public Future<Following> follow(HistoryQuery query, Follower follower) {
        return ask(() -> followers.add(memory.find(query), follower));
    }

    private void remember(Event event) {
        followers.tell(memory.add(event));
    }

    private <T> Future<T> ask(Supplier<T> question) {
        Context there = home;
        if (there == null) {
            return Future.failedFuture(new IllegalStateException(
                    "the history isn't running; ask again when the orchestrator has started"));
        }
        Context asking = Vertx.currentContext();
        Promise<T> answer = Promise.promise();
        there.runOnContext(now -> {
            Future<T> result = Future.future(promise -> promise.complete(question.get()));
            if (asking == null) {
                result.onComplete(answer);
            } else {
                asking.runOnContext(back -> result.onComplete(answer));
            }
        });
        return answer.future();
    }
}
