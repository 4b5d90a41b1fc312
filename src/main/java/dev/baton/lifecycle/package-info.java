/**
 * The states one agent goes through, which moves are legal, and how a life ends. Values only: immutable, no threads.
 */
@NullMarked
package dev.baton.lifecycle;

import org.jspecify.annotations.NullMarked;
