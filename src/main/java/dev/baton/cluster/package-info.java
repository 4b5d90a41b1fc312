/**
 * Joining a cluster and leaving it, and who else is in it; the only home of Hazelcast. No class of Hazelcast's is loaded before
 * {@link dev.baton.cluster.ClusterNode#join}. What nodes say to one another is not its business.
 *
 * <p>Joining and leaving work on threads that may wait; news of other nodes come on one thread of this room's own.
 */
@NullMarked
package dev.baton.cluster;

import org.jspecify.annotations.NullMarked;
