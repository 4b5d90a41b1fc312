/** Tests of what an agent's JVM and Baton's say to one another. */
@NullMarked
package dev.baton.runtime.child;

import org.jspecify.annotations.NullMarked;
