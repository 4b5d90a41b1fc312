/** Tests of new projects, without building them. */
@NullMarked
package dev.baton.scaffold;

import org.jspecify.annotations.NullMarked;
