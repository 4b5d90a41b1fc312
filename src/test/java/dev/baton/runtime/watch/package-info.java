/** Tests of watching files. */
@NullMarked
package dev.baton.runtime.watch;

import org.jspecify.annotations.NullMarked;
