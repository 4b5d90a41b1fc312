package dev.baton.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells of another node with this node's name that stays. {@link Admission} keeps them out, but not when two parts that each began
 * alone find together, or a node that was given up wakes up beside its successor.
 */
final class Namesakes {
    /** A newcomer that is turned down is a member for as long as it waits whether its namesake is a dead one, and leaves. */
    static final Duration USUAL_GRACE = Duration.ofSeconds(15);

    private final Badge own;
    private final Cluster cluster;
    private final Duration grace;
    private final Consumer<String> alarm;

    /**
     * Of the node with the badge {@code own}.
     *
     * @param grace how long one must have been there
     * @param alarm is given a sentence about each
     */
    Namesakes(Badge own, Cluster cluster, Duration grace, Consumer<String> alarm) {
        this.own = own;
        this.cluster = cluster;
        this.grace = grace;
        this.alarm = alarm;
    }

    /** {@code neighbour} has become a member; to be called on a context of {@code vertx}. */
    void come(Vertx vertx, Neighbour neighbour) {
        if (neighbour.node().equals(own.node())) {
            vertx.setTimer(
                    grace.toMillis(),
                    later -> cluster.getMembers().stream()
                            .filter(member -> !member.localMember()
                                    && Badge.of(member).neighbour().equals(neighbour))
                            .findFirst()
                            .ifPresent(this::tell));
        }
    }

    private void tell(Member other) {
        alarm.accept("Two nodes of this cluster are called '" + own.node() + "': this one at "
                + written(cluster.getLocalMember()) + ", life " + own.start() + ", and one at " + written(other)
                + ", life " + Badge.of(other).start() + ". Both run their agents, and commands for '" + own.node()
                + "' reach either. Stop one of them and start it with a cluster.node of its own");
    }

    private static String written(Member member) {
        return new HostPort(member.getAddress().getHost(), member.getAddress().getPort()).toString();
    }
}
