/** Tests of process trees, with real processes. */
@NullMarked
package dev.baton.runtime.tree;

import org.jspecify.annotations.NullMarked;
