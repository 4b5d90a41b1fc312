/**
 * What every node of a cluster knows of all: each publishes what has changed about its own agents, and keeps a table of everybody
 * else's. Nothing is agreed on here: the table of another node is as old as the last that was heard from it, and says so.
 *
 * <p>A {@link dev.baton.cluster.view.ClusterView} is a verticle. All it has belongs to its event loop; questions may be asked on
 * any thread. Works on any event bus and knows nothing of how nodes find each other.
 */
@NullMarked
package dev.baton.cluster.view;

import org.jspecify.annotations.NullMarked;
