/** Tests of the states of a life. */
@NullMarked
package dev.baton.lifecycle;

import org.jspecify.annotations.NullMarked;
