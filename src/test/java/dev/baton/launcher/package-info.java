/** Tests of what the launcher puts together. */
@NullMarked
package dev.baton.launcher;

import org.jspecify.annotations.NullMarked;
