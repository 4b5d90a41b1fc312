/** What nodes of a cluster promise of commands: several of them on one event bus, with agents that are played. */
@NullMarked
package dev.baton.cluster.forward;

import org.jspecify.annotations.NullMarked;
