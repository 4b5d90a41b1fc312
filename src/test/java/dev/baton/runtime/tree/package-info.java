/** Tests of processes with all their descendants, with real ones. */
@NullMarked
package dev.baton.runtime.tree;

import org.jspecify.annotations.NullMarked;
