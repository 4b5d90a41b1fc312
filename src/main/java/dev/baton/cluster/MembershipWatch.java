package dev.baton.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import io.vertx.core.Context;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells {@link MembershipHints} who came and went. An event only says that it is time to look, so that none has to be complete or
 * in order, not even those of two halves that merge. Hazelcast's thread never waits for anybody.
 */
final class MembershipWatch implements MembershipListener, LifecycleListener {
    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final Context context;
    private final MembershipHints hints;
    private final Namesakes namesakes;
    private final Set<Neighbour> told = new LinkedHashSet<>();

    MembershipWatch(HazelcastInstance hazelcast, Context context, MembershipHints hints, Namesakes namesakes) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        this.context = context;
        this.hints = hints;
        this.namesakes = namesakes;
    }

    void open() {
        cluster.addMembershipListener(this);
        hazelcast.getLifecycleService().addLifecycleListener(this);
        lookAgain();
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        lookAgain();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        lookAgain();
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
            lookAgain();
        }
    }

    private void lookAgain() {
        context.runOnContext(ignored -> look());
    }

    private void look() {
        Set<Neighbour> now = new LinkedHashSet<>();
        cluster.getMembers().stream()
                .filter(member -> !member.localMember())
                .map(member -> Badge.of(member).neighbour())
                .forEach(now::add);
        Set<Neighbour> gone = new LinkedHashSet<>(told);
        gone.removeAll(now);
        Set<Neighbour> come = new LinkedHashSet<>(now);
        come.removeAll(told);
        told.removeAll(gone);
        told.addAll(come);
        gone.forEach(hints::left);
        come.forEach(hints::joined);
        come.forEach(neighbour -> namesakes.come(context.owner(), neighbour));
    }
}
