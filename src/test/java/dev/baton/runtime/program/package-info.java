/** Programs as bodies. */
@NullMarked
package dev.baton.runtime.program;

import org.jspecify.annotations.NullMarked;
