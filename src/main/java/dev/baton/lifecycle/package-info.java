/**
 * The states one agent goes through, which moves are legal, how a life ends, and what may be asked of an agent from outside.
 * Values only: immutable, no threads.
 */
@NullMarked
package dev.baton.lifecycle;

import org.jspecify.annotations.NullMarked;
