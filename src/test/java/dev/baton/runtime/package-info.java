/** Tests of how a body is run, from the parts without threads to whole lives on a real Vert.x. */
@NullMarked
package dev.baton.runtime;

import org.jspecify.annotations.NullMarked;
