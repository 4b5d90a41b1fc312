package dev.baton.cluster.view;

import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.MessageRefused;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.cluster.wire.WireJson;
import dev.baton.cluster.wire.WireTroubles;
import dev.baton.command.AgentRow;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow.State;
import dev.baton.logging.LogKeys;
import dev.baton.logging.Seldom;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell, keeps the table of them, and asks for the whole table of a node where something is missing: of one
 * page at a time, of {@link ViewPace#MOST_SNAPSHOTS} nodes at a time, and of one node not twice between two of its digests. For one
 * context, but for what says otherwise.
 */
final class Gathering implements NodeChanges {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int REFUSED = 400;

    private final Origin self;
    private final Post post;
    private final WireTroubles troubles;
    private final LongSupplier nanoTime;
    private final ViewCounts counts;
    private final Reaching reaching;
    private final NodeAudience audience;
    private final NodeTable nodes;
    private final Function<Map<String, String>, Status.Digest> own;
    private final Map<String, RemoteNode.Facts> facts = new ConcurrentSkipListMap<>();
    private final AtomicLong revision = new AtomicLong();
    private final Seldom crowding = new Seldom();
    private int snapshotsUnderWay;
    private boolean isSilent;

    /** How a word of another node came. */
    enum Way {
        /** On the address of all, which alone proves that the node is heard there. */
        FOR_ALL,
        /** To the desk: it does not prove that, but for the first word of a life. */
        TO_DESK,
        /** As the answer to a greeting, after which there is no other one at once: it would bring no more. */
        ANSWER
    }

    /** @param own how this node is, which hears those that are given */
    Gathering(
            Post post,
            WireTroubles troubles,
            LongSupplier nanoTime,
            ViewCounts counts,
            Reaching reaching,
            NodeAudience audience,
            Function<Map<String, String>, Status.Digest> own) {
        this.self = post.self();
        this.post = post;
        this.troubles = troubles;
        this.nanoTime = nanoTime;
        this.counts = counts;
        this.reaching = reaching;
        this.audience = audience;
        this.own = own;
        this.nodes = new NodeTable(this, counts, now());
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    NodeTable nodes() {
        return nodes;
    }

    /** The nodes as they are, by name. For any thread. */
    Map<String, RemoteNode.Facts> facts() {
        return facts;
    }

    /** For any thread. */
    long revision() {
        return revision.get();
    }

    // ------------------------------------------------------------------------------------------- hearing

    /** A message on the address of all. */
    void received(Message<Object> message) {
        if (post.isOwn(message)) {
            return;
        }
        try {
            Buffer body = WireJson.body(message.body());
            counts.bytesIn(body.length());
            heard(WireJson.read(body, Status.TOLD), Way.FOR_ALL);
        } catch (MessageRefused refused) {
            troubles.refused(refused);
        }
    }

    /**
     * A word of another node.
     *
     * @param way how it came
     */
    void heard(Envelope<?> envelope, Way way) {
        try {
            understood(envelope, way);
        } catch (IllegalArgumentException wrong) {
            troubles.refused(envelope.from().node(), String.valueOf(wrong.getMessage()));
        }
    }

    private void understood(Envelope<?> envelope, Way way) {
        Origin from = envelope.from();
        if (from.node().equals(self.node())) {
            if (!from.equals(self)) {
                rival(from);
            }
        } else if (envelope.body() instanceof Status.Delta delta) {
            delta(from, delta);
        } else if (envelope.body() instanceof Status.Digest digest) {
            digest(from, digest, way);
        } else if (envelope.body() instanceof Status.Goodbye) {
            goodbye(from);
        }
    }

    private void rival(Origin from) {
        troubles.refused(
                from.node(),
                "two nodes call themselves '" + from.node() + "': give each its own cluster.node and start it again");
    }

    private @Nullable RemoteNode signal(Origin from) {
        long now = now();
        RemoteNode node = nodes.heard(from, now);
        if (node != null) {
            note(node);
            return node;
        }
        RemoteNode present = nodes.get(from.node());
        if (present != null && present.isRival(from, now)) {
            rival(from);
        }
        return null;
    }

    private void delta(Origin from, Status.Delta delta) {
        requireOwn(from, delta.rows());
        RemoteNode node = signal(from);
        if (node == null) {
            return;
        }
        counts.deltaIn();
        if (!node.rows().hasRoom(delta)) {
            throw new IllegalArgumentException("it tells of more than " + RowTable.MOST + " agents");
        }
        if (node.counted(delta.totals())) {
            changed(node);
        }
        SnapshotFetch fetch = node.fetch();
        if (fetch != null) {
            fetch.add(delta);
            return;
        }
        RowTable.Applied applied = node.isComplete() ? node.rows().apply(delta, now()) : RowTable.Applied.GAP;
        if (applied == RowTable.Applied.YES) {
            moved(node);
        } else if (applied == RowTable.Applied.GAP) {
            node.wantsSnapshot();
            fetchWanted();
        }
    }

    private static void requireOwn(Origin from, List<AgentRow> rows) {
        for (AgentRow row : rows) {
            if (!row.node().equals(from.node())) {
                throw new IllegalArgumentException("'" + from.node() + "' tells of an agent of '" + row.node() + "'");
            }
        }
    }

    private void digest(Origin from, Status.Digest digest, Way way) {
        Map<String, String> heard = digest.hears();
        if (heard != null && heard.size() > ViewPace.MOST_NODES) {
            throw new IllegalArgumentException("it hears " + heard.size() + " nodes, more than " + ViewPace.MOST_NODES);
        }
        RemoteNode known = way == Way.FOR_ALL ? null : nodes.living(from);
        RemoteNode node = known == null ? signal(from) : known;
        if (node == null) {
            return;
        }
        if (node.told(digest)) {
            revision.incrementAndGet();
        }
        String namesake = digest.hearsNamesakeOf(self) ? self.node() : null;
        node.contact().said(digest.hears(self), namesake, digest.uptime());
        nodes.judge(node, now());
        note(node);
        if (way != Way.ANSWER) {
            greet(node);
        }
        fetchWanted();
    }

    /** Has a node that is heard prove that it can be asked, which also tells it of this one. */
    private void greet(RemoteNode node) {
        Contact contact = node.contact();
        if (isSilent || node.state() == State.GONE || !contact.wantsGreeting(now())) {
            return;
        }
        int round = contact.round();
        post.ask(node.origin().node(), Status.DIGEST, own.apply(hears()), Status.Digest.class, ViewPace.GREETING)
                .onComplete(answer -> greeted(node, contact, round, answer));
    }

    private void greeted(RemoteNode node, Contact contact, int round, AsyncResult<Envelope<Status.Digest>> answer) {
        if (node.contact() != contact || nodes.get(node.origin().node()) != node) {
            return;
        }
        if (answer.succeeded() && answer.result().from().equals(node.origin())) {
            contact.answered(round);
            heard(answer.result(), Way.ANSWER);
        } else if (!node.greets() && answer.cause() instanceof CommandFailure failure && failure.code() == REFUSED) {
            // A Baton that knows no greetings; whatever it says comes by the way that commands take.
            contact.answered(round);
            nodes.judge(node, now());
        } else {
            contact.unanswered();
        }
    }

    /** The nodes that are heard here, each with its life. */
    Map<String, String> hears() {
        Map<String, String> heard = new TreeMap<>();
        nodes.all().forEach(node -> {
            if (node.state() != State.GONE && node.contact().isHeard()) {
                heard.put(node.origin().node(), node.origin().start());
            }
        });
        return heard;
    }

    /** Greets nobody any more. */
    void fallSilent() {
        isSilent = true;
    }

    void goodbye(Origin from) {
        nodes.goodbye(from, now());
    }

    void lost(String name, @Nullable String start) {
        nodes.lost(name, start, now());
    }

    void check() {
        nodes.check(now());
        nodes.all().forEach(node -> {
            if (node.contact().hasFailed()) {
                greet(node);
            }
        });
    }

    /** One that has just come, and has not answered yet, nobody need know of. */
    private void note(RemoteNode node) {
        if (!node.isListed()) {
            return;
        }
        facts.put(node.origin().node(), node.facts());
    }

    private void moved(RemoteNode node) {
        revision.incrementAndGet();
        reaching.reached(node.origin(), node.rows().version());
    }

    // ------------------------------------------------------------------------------------------- asking

    private void fetchWanted() {
        for (RemoteNode node : nodes.all()) {
            if (snapshotsUnderWay >= ViewPace.MOST_SNAPSHOTS) {
                return;
            }
            if (node.mayFetch()) {
                SnapshotFetch fetch = node.fetch(new SnapshotFetch());
                snapshotsUnderWay++;
                counts.snapshotAsked();
                nextPage(node, node.origin(), fetch);
            }
        }
    }

    private void nextPage(RemoteNode node, Origin origin, SnapshotFetch fetch) {
        post.ask(
                        origin.node(),
                        Status.SNAPSHOT,
                        new Status.SnapshotAsked(fetch.after()),
                        Status.Page.class,
                        ViewPace.PAGE_PATIENCE)
                .onComplete(answer -> answered(node, origin, fetch, answer));
    }

    private void answered(
            RemoteNode node, Origin origin, SnapshotFetch fetch, AsyncResult<Envelope<Status.Page>> answer) {
        if (node.fetch() != fetch || nodes.get(origin.node()) != node) {
            // The node has begun another life, or is gone or forgotten.
            ended();
            return;
        }
        if (answer.failed() || !answer.result().from().equals(origin)) {
            failed(node);
            return;
        }
        try {
            Status.Page page = answer.result().body();
            requireOwn(origin, page.rows());
            RowTable table = fetch.take(page, now());
            if (table == null) {
                nextPage(node, origin, fetch);
            } else {
                node.install(table);
                note(node);
                moved(node);
                ended();
            }
        } catch (IllegalArgumentException wrong) {
            troubles.refused(origin.node(), String.valueOf(wrong.getMessage()));
            failed(node);
        }
    }

    private void failed(RemoteNode node) {
        node.fetchFailed();
        ended();
    }

    private void ended() {
        snapshotsUnderWay--;
        fetchWanted();
    }

    // ------------------------------------------------------------------------------------------- coming and going

    @Override
    public void joined(RemoteNode node, String reason) {
        changed(node);
        audience.joined(node.origin(), reason);
    }

    @Override
    public void left(Origin life, boolean expected, String reason, long silence) {
        audience.left(life.node(), expected, reason, Duration.ofNanos(silence));
    }

    @Override
    public void replaced(Origin before, RemoteNode node) {
        changed(node);
        reaching.givenUp(before);
        audience.gone(before);
    }

    @Override
    public void unreachable(RemoteNode node, String reason, long silence) {
        changed(node);
        reaching.givenUp(node.origin());
        audience.left(node.origin().node(), false, reason, Duration.ofNanos(silence));
        audience.unreachable(node.origin());
    }

    @Override
    public void troubled(RemoteNode node) {
        changed(node);
    }

    @Override
    public void gone(RemoteNode node, long silence) {
        changed(node);
        reaching.givenUp(node.origin());
        audience.left(node.origin().node(), true, "it said goodbye", Duration.ofNanos(silence));
        audience.gone(node.origin());
    }

    @Override
    public void crowded(Origin newcomer, @Nullable RemoteNode forgotten) {
        long count = crowding.count("", now());
        if (count > 0) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.NODE, newcomer.node())
                    .addKeyValue(LogKeys.COUNT, count)
                    .log(
                            "More nodes came than the {} others that this one knows, and {}",
                            ViewPace.MOST_NODES,
                            forgotten == null
                                    ? "as all of those can be reached, the new one is not listed"
                                    : "'" + forgotten.origin().node() + "' is forgotten for the new one, nothing was"
                                            + " heard from it for "
                                            + Duration.ofNanos(forgotten.silence(now()))
                                                    .toSeconds() + " s");
        }
    }

    @Override
    public void forgotten(RemoteNode node) {
        facts.remove(node.origin().node());
        revision.incrementAndGet();
        if (node.state() == State.UNREACHABLE) {
            audience.gone(node.origin());
        }
    }

    private void changed(RemoteNode node) {
        note(node);
        revision.incrementAndGet();
    }

    /** Those nodes that can be reached. */
    List<Origin> reachable() {
        List<Origin> up = new ArrayList<>();
        nodes.all().forEach(node -> {
            if (node.state() == State.UP) {
                up.add(node.origin());
            }
        });
        return up;
    }
}
