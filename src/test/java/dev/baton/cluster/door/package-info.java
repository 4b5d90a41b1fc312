/** Strangers at the port of the event bus. */
@NullMarked
package dev.baton.cluster.door;

import org.jspecify.annotations.NullMarked;
