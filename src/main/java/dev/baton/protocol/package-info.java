/**
 * The JSON of {@linkplain dev.baton.command.Command commands}, {@linkplain dev.baton.command.Answer answers} and events, the
 * lines they travel in on the command socket, and the limits of both.
 *
 * <p>A server reads {@link dev.baton.protocol.RequestLine}s and writes {@link dev.baton.protocol.ReplyLine}s, a client the other
 * way round; {@link dev.baton.protocol.ResourceJson} is the same data without the envelope. Everything here may be used on any
 * thread, but for a {@link dev.baton.protocol.LineSplitter}, which belongs to one connection.
 */
@NullMarked
package dev.baton.protocol;

import org.jspecify.annotations.NullMarked;
