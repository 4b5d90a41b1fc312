package dev.baton.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a node that Hazelcast has let in may stay. Of two that can't both stay, the one later in the list of members, which is
 * the same everywhere, has to go. Waits, so not for an event loop.
 */
final class Admission {
    /** A node that died without a word is a member for so long at most, with a margin. */
    private static final Duration AFTERLIFE = Duration.ofSeconds(8);

    private final Cluster cluster;
    private final ClusterSettings settings;
    private final Badge own;
    private final Patience patience;

    Admission(Cluster cluster, ClusterSettings settings, Badge own, Patience patience) {
        this.cluster = cluster;
        this.settings = settings;
        this.own = own;
        this.patience = patience;
    }

    /** @throws JoinRefused if it must leave */
    void check(Seeds seeds) {
        requireCompany(seeds);
        older().forEach(this::requireSameLanguage);
        requireNameOfItsOwn();
    }

    /** Alone is right only if nobody else answers: a node with another name of the cluster isn't let in, and begins its own. */
    private void requireCompany(Seeds seeds) {
        if (!patience.await(
                settings.joinTimeout(), () -> isInCompany() || seeds.answering().isEmpty())) {
            String where = seeds.answering().map(Seeds::written).orElse("one of cluster.discovery");
            throw new JoinRefused(
                    JoinRefused.Reason.NOBODY,
                    "somebody answers at " + where + " but has not let this node in for "
                            + settings.joinTimeout().toSeconds() + " s. Either that node hangs, or its cluster is not"
                            + " whole now: then trying again later helps. Or it is of another cluster, or no Baton:"
                            + " cluster.name is '" + settings.name() + "' here, so write the same on all nodes, or take"
                            + " that address out of cluster.discovery");
        }
    }

    private boolean isInCompany() {
        return cluster.getMembers().size() > 1;
    }

    private void requireSameLanguage(Member member) {
        Badge other = Badge.of(member);
        if (!other.protocol().equals(own.protocol())) {
            throw new JoinRefused(
                    JoinRefused.Reason.UNFIT,
                    "this Baton speaks version " + own.protocol() + " of the protocol between nodes, but the node '"
                            + other.node() + "' at " + address(member) + " speaks "
                            + (other.protocol().isEmpty() ? "none, for it is no Baton" : "version " + other.protocol())
                            + ". Run the same version of Baton on all nodes of the cluster '" + settings.name()
                            + "', or give this one another cluster.name");
        }
        if (other.secured() != own.secured()) {
            throw new JoinRefused(
                    JoinRefused.Reason.UNFIT,
                    "cluster.tls is " + (own.secured() ? "" : "not ") + "set here but " + (own.secured() ? "not " : "")
                            + "at the node '" + other.node() + "', so they can't talk: set it on all nodes or on none");
        }
    }

    private void requireNameOfItsOwn() {
        // One that died a moment ago is still a member, but nobody answers in its place.
        boolean isDecided = patience.await(
                AFTERLIFE, () -> namesake().map(Admission::isAlive).orElse(true));
        Optional<Member> other = namesake();
        if (other.isPresent()) {
            throw new JoinRefused(
                    JoinRefused.Reason.UNFIT,
                    "cluster.node is '" + own.node() + "' but a node of that name is in the cluster '"
                            + settings.name() + "' already, at " + address(other.get())
                            + (isDecided ? "" : ", and was still a member after " + AFTERLIFE.toSeconds() + " s")
                            + ". Give this one a cluster.node of its own, or stop the other first");
        }
    }

    private Optional<Member> namesake() {
        return older().stream()
                .filter(member -> Badge.of(member).node().equals(own.node()))
                .findFirst();
    }

    /** Members that came before this one. */
    private List<Member> older() {
        List<Member> older = new ArrayList<>();
        for (Member member : cluster.getMembers()) {
            if (member.localMember()) {
                break;
            }
            older.add(member);
        }
        return older;
    }

    private static boolean isAlive(Member member) {
        try {
            return Doors.isAnswering(new InetSocketAddress(
                    member.getAddress().getInetAddress(), member.getAddress().getPort()));
        } catch (IOException e) {
            return false;
        }
    }

    private static String address(Member member) {
        return new HostPort(member.getAddress().getHost(), member.getAddress().getPort()).toString();
    }
}
