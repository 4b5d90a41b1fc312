/** The command line on its own: what is read, shown and returned. A {@link dev.baton.testing.PlayedBaton} answers. */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
