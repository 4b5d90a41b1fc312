package dev.baton.cluster;

/**
 * Is told who is a member of the cluster, as far as Hazelcast knows: early, and sometimes wrong for seconds. A node may be told
 * to have left while it works, when only the link to it is cut.
 *
 * <p>Called on the context that it was given with, one call at a time.
 */
public interface MembershipHints {
    /** {@code neighbour} is a member: told of each that is one already, and of each that becomes one. */
    void joined(Neighbour neighbour);

    /** {@code neighbour} is no member any more: it left, died, or can't be reached. */
    void left(Neighbour neighbour);
}
