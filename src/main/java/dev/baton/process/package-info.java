/**
 * What an agent that is a process of its own is started with, how it is asked whether it works, and where its limits are:
 * records without behaviour, as they stand in a config file.
 *
 * <p>Threads: all types are immutable.
 */
@NullMarked
package dev.baton.process;

import org.jspecify.annotations.NullMarked;
