/**
 * The web page: files that are the same for everybody, and the handlers of vertx-web that serve them. What the page shows it
 * asks of the HTTP interface by itself, so this room knows nothing of the rest of Baton.
 *
 * <p>The files are read once, by whoever {@linkplain dev.baton.control.dashboard.Dashboard#load() loads} the page; they are
 * served on the event loop, out of memory.
 */
@NullMarked
package dev.baton.control.dashboard;

import org.jspecify.annotations.NullMarked;
