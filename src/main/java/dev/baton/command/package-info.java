/**
 * What operators may ask for and what comes back: {@linkplain dev.baton.command.Command commands},
 * {@linkplain dev.baton.command.Answer answers}, {@linkplain dev.baton.command.CommandFailure failures}, and the one
 * interface {@link dev.baton.command.Commands} that whoever carries them out implements. The command line, the socket, HTTP
 * and other nodes speak it alike.
 *
 * <p>Values are immutable. Nothing here knows of JSON, of a transport or of how a command is carried out.
 */
@NullMarked
package dev.baton.command;

import org.jspecify.annotations.NullMarked;
