/** Tests of how processes are asked how they are: against real servers, real programs and real sockets. */
@NullMarked
package dev.baton.runtime.probe;

import org.jspecify.annotations.NullMarked;
