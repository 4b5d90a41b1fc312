/**
 * What is handed on. The tests called {@code *Test} look at the sources of it, and run always; those called {@code *IT} look at
 * what the profile {@code dist} has built, and run only with it.
 */
@NullMarked
package dev.baton.dist;

import org.jspecify.annotations.NullMarked;
