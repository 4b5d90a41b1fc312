/** Tests of who runs when, with bodies that say what the test lets them say and a clock that the test turns. */
@NullMarked
package dev.baton.orchestrator;

import org.jspecify.annotations.NullMarked;
