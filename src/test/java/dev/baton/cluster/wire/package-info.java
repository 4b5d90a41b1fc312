/** What nodes tell each other survives the way, and what is none of that does no harm. */
@NullMarked
package dev.baton.cluster.wire;

import org.jspecify.annotations.NullMarked;
