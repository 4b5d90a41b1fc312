/** The HTTP server over scripted commands: its contract, who may do what, attacks, and live events. */
@NullMarked
package dev.baton.control.http;

import org.jspecify.annotations.NullMarked;
