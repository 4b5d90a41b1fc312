/**
 * The command socket: a UNIX socket on which operators ask for {@linkplain dev.baton.command.Commands commands}, one line of
 * JSON each. Who may connect is the kernel's affair first (the permissions of the file), then the settings'; who has connected
 * is told by the kernel, not by the client.
 *
 * <p>A {@link dev.baton.control.socket.SocketServer} has one thread of its own, on which everything here happens: it waits for
 * all connections at once, reads, asks, and writes answers; it never waits for a command or for a client. Answers that come on
 * other threads are handed over to it. junixsocket is used for it because it tells the process at the other end, which the
 * JDK's sockets don't.
 */
@NullMarked
package dev.baton.control.socket;

import org.jspecify.annotations.NullMarked;
