/** The shape of the house, held by tests: which room may use which, and what is done in one room only. */
@NullMarked
package dev.baton.architecture;

import org.jspecify.annotations.NullMarked;
