/**
 * Telling systemd how Baton is (sd_notify): that it is ready, reloads, stops, still answers, and a line for {@code systemctl
 * status}. {@link dev.baton.control.systemd.SystemdNotifier} subscribes to events like any other consumer and asks its
 * {@link dev.baton.control.systemd.Service} for the rest; nobody calls it but whoever starts Baton. What agents' programs tell
 * Baton the same way is another room's.
 *
 * <p>All happens on the event loop that the notifier is deployed on, which never waits: a datagram that finds no room is sent
 * again later or dropped.
 */
@NullMarked
package dev.baton.control.systemd;

import org.jspecify.annotations.NullMarked;
