package dev.baton.cluster.view;

import dev.baton.cluster.wire.Post;
import dev.baton.cluster.wire.WireJson;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes what is new about this one's agents. Events say whose state may have changed; how they are is then asked of
 * this node's own commands, one question at a time, so a change costs what it is worth and many at once cost little more. What has
 * changed without an event is found by comparing all, every 30 s. For one context.
 *
 * <p>Commands that hang or fail are asked again a second later; meanwhile others see that this node lives, with its agents as they
 * were.
 */
final class StatusPublisher {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    /** When more than this many have changed, all are asked for. */
    private static final int MOST_NAMES = 2_000;

    private static final int NOT_FOUND = 404;

    private final Vertx vertx;
    private final Context context;
    private final ViewSetup setup;
    private final Post post;
    private final ViewCounts counts;
    private final Published published;
    private final long begun;

    private final Set<String> changed = new LinkedHashSet<>();
    /** For the next question. */
    private final List<Promise<Long>> waiting = new ArrayList<>();
    /** For the answer to the question that is under way. */
    private final List<Promise<Long>> underWay = new ArrayList<>();

    private boolean wantsAll = true;
    private boolean isAsking;
    private boolean isPlanned;
    private long plannedFor;
    private boolean isHeldBack;
    private boolean isSilent;
    private volatile boolean isShuttingDown;
    private boolean hasFailed;
    private boolean isIntroducing;
    private boolean isToIntroduceAgain;
    private long askedAt;
    private long askedForAllAt;
    private Supplier<Map<String, String>> heard = Map::of;

    /** For the context that {@code vertx} is used on now. */
    StatusPublisher(Vertx vertx, Context context, ViewSetup setup, Post post, ViewCounts counts) {
        this.vertx = vertx;
        this.context = context;
        this.setup = setup;
        this.post = post;
        this.counts = counts;
        this.published = new Published(setup.self());
        this.begun = now();
        this.askedAt = begun - ViewPace.TOGETHER.toNanos();
        this.askedForAllAt = begun - ViewPace.OWN_RETRY.toNanos();
    }

    private long now() {
        return setup.nanoTime().getAsLong();
    }

    /** Begins to tell, {@code heard} too: whom this node hears, each with its life. */
    Future<Void> begin(Supplier<Map<String, String>> heard) {
        this.heard = heard;
        vertx.setPeriodic(ViewPace.DIGEST.toMillis(), id -> tellHowItIs());
        vertx.setPeriodic(ViewPace.COMPARISON.toMillis(), id -> compareAll());
        Future<Void> subscribed = setup.channel().subscribe(this::happened).completion();
        ask();
        introduce();
        return subscribed;
    }

    /** Tells nothing any more. */
    void fallSilent() {
        isSilent = true;
        release();
    }

    boolean isSilent() {
        return isSilent;
    }

    /** What others know of this node's agents, once they have heard everything. */
    RowTable rows() {
        return published.rows();
    }

    /** For any thread. */
    Totals totals() {
        return published.totals();
    }

    /** For any thread. */
    Duration uptime() {
        return Duration.ofNanos(now() - begun);
    }

    /** For any thread. */
    boolean isShuttingDown() {
        return isShuttingDown;
    }

    private void happened(Event event) {
        if (event.category() == EventCategory.AGENT && event.agent() != null) {
            if (EventNames.canChangeState(event.name())) {
                changed.add(event.agent());
                plan();
            }
        } else if (event.name().equals(EventNames.SHUTDOWN)) {
            isShuttingDown = true;
            tellHowItIs();
        } else if (event.name().equals(EventNames.COMMAND_EXECUTED)
                && "reload".equals(event.data().get("command"))) {
            compareAll();
        }
    }

    void compareAll() {
        wantsAll = true;
        plan();
    }

    /**
     * Completes when all changes that happened before are told, with the version of the table that has them; after half a second in
     * any case.
     */
    Future<Long> settled() {
        if (isSilent || isQuiet()) {
            return Future.succeededFuture(published.version());
        }
        Promise<Long> settled = Promise.promise();
        boolean isAsked = changed.isEmpty() && !wantsAll;
        (isAsked ? underWay : waiting).add(settled);
        if (!isAsking && !isHeldBack) {
            ask();
        }
        return Deadline.within(ViewPace.SETTLE, vertx, settled.future()).otherwise(late -> {
            waiting.remove(settled);
            underWay.remove(settled);
            return published.version();
        });
    }

    private boolean isQuiet() {
        return changed.isEmpty() && !wantsAll && !isAsking;
    }

    // ------------------------------------------------------------------------------------------- asking

    /** Asks at once for the first that changes, and for those that follow it together; for all less often, but for those who wait. */
    private void plan() {
        if (isAsking || isHeldBack || isSilent || isQuiet()) {
            return;
        }
        long now = now();
        long due = Math.max(
                askedAt + ViewPace.TOGETHER.toNanos() - now,
                wantsAll && waiting.isEmpty() ? askedForAllAt + ViewPace.OWN_RETRY.toNanos() - now : 0);
        if (due <= 0) {
            ask();
        } else if (!isPlanned || now + due - plannedFor < 0) {
            isPlanned = true;
            plannedFor = now + due;
            vertx.setTimer(Math.max(1, Duration.ofNanos(due).toMillis()), id -> {
                isPlanned = false;
                if (!isAsking && !isHeldBack && !isQuiet()) {
                    ask();
                }
            });
        }
    }

    private void ask() {
        if (isSilent) {
            return;
        }
        isAsking = true;
        askedAt = now();
        boolean all = wantsAll || changed.size() > MOST_NAMES;
        List<String> names = all ? List.of() : List.copyOf(changed);
        if (all) {
            askedForAllAt = askedAt;
        }
        changed.clear();
        wantsAll = false;
        underWay.addAll(waiting);
        waiting.clear();
        Deadline.within(ViewPace.OWN_PATIENCE, vertx, execute(new Command.Ps(names)))
                .onComplete(answer -> context.runOnContext(ignored -> answered(names, answer)));
    }

    private Future<Answer.Agents> execute(Command.Ps question) {
        try {
            return setup.local().execute(question, Caller.EMBEDDED);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private void answered(List<String> names, AsyncResult<Answer.Agents> answer) {
        isAsking = false;
        if (isSilent) {
            return;
        }
        if (answer.succeeded()) {
            hasFailed = false;
            take(names.isEmpty(), answer.result());
            release(underWay);
            plan();
        } else if (isUnknownAgent(answer.cause()) && !names.isEmpty()) {
            // One of them is no more, and who else is not can't be told.
            wantsAll = true;
            waiting.addAll(underWay);
            underWay.clear();
            plan();
        } else {
            failed(names, answer.cause());
        }
    }

    private static boolean isUnknownAgent(Throwable cause) {
        return cause instanceof CommandFailure failure && failure.code() == NOT_FOUND;
    }

    private void take(boolean all, Answer.Agents agents) {
        Totals before = published.totals();
        long version = published.version();
        if (all) {
            published.replace(agents, now(), this::tell);
        } else {
            published.update(agents, now(), this::tell);
        }
        // Changes tell the totals, too.
        if (published.version() == version && !published.totals().equals(before)) {
            tellHowItIs();
        }
    }

    private void failed(List<String> names, Throwable cause) {
        counts.ownFailure();
        // An orchestrator that has ended tells nothing any more, which is no news then.
        if (!hasFailed && !isShuttingDown) {
            hasFailed = true;
            LOG.warn(
                    "This node's agents can't be told to the cluster as they are now; trying on: {}", cause.toString());
        }
        changed.addAll(names);
        wantsAll |= names.isEmpty();
        release();
        isHeldBack = true;
        vertx.setTimer(ViewPace.OWN_RETRY.toMillis(), id -> {
            isHeldBack = false;
            ask();
        });
    }

    private void release() {
        release(underWay);
        release(waiting);
    }

    private void release(List<Promise<Long>> those) {
        List<Promise<Long>> settled = List.copyOf(those);
        those.clear();
        settled.forEach(promise -> promise.tryComplete(published.version()));
    }

    // ------------------------------------------------------------------------------------------- telling

    private void tell(Buffer delta) {
        counts.deltaOut(delta.length());
        post.publish(delta);
    }

    /**
     * Says to somebody who may not listen yet that this node lives: now, and some more times soon. While it does, it does for all
     * who come, and once more after that: many come at a time when a cluster starts.
     */
    void introduce() {
        if (isIntroducing) {
            isToIntroduceAgain = true;
            return;
        }
        isIntroducing = true;
        tellHowItIs();
        for (Duration later : ViewPace.INTRODUCTIONS) {
            vertx.setTimer(later.toMillis(), id -> tellHowItIs());
        }
        vertx.setTimer(ViewPace.INTRODUCED.toMillis(), id -> introduced());
    }

    private void introduced() {
        isIntroducing = false;
        if (isToIntroduceAgain) {
            isToIntroduceAgain = false;
            introduce();
        }
    }

    /** Says that this node lives. */
    void tellHowItIs() {
        if (isSilent) {
            return;
        }
        Buffer digest = WireJson.writeAnySize(setup.self(), Status.DIGEST, digest(heard.get()));
        counts.bytesOut(digest.length());
        post.publish(digest);
    }

    /** How this node is, which hears {@code heard}. */
    Status.Digest digest(Map<String, String> heard) {
        return new Status.Digest(
                published.version(),
                published.size(),
                published.totals(),
                uptime(),
                setup.version(),
                setup.address(),
                setup.labels(),
                isShuttingDown,
                heard);
    }

    /** The page of this node's table after {@code name}. */
    Status.Page page(@Nullable String name) {
        return published.page(name, now());
    }
}
