/** Processes of the operating system. */
@NullMarked
package dev.baton.runtime.tree;

import org.jspecify.annotations.NullMarked;
