package dev.baton.control.socket;

import dev.baton.command.Caller;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.protocol.ReplyLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketCredentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in, by the word of the kernel on who they are. For the socket's thread. */
final class Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int MOST_IN_A_TURN = 64;

    private final SocketLoop loop;
    private final Clients clients;
    private final Commands commands;
    private final SocketSettings.Users users;
    private final InstantSource clock;
    private final UserNames names = new UserNames();
    private @Nullable SelectionKey key;

    Acceptor(SocketLoop loop, Clients clients, Commands commands, SocketSettings.Users users, InstantSource clock) {
        this.loop = loop;
        this.clients = clients;
        this.commands = commands;
        this.users = users;
        this.clock = clock;
    }

    /** From now on lets in those who connect to {@code server}, and to no other. */
    void listen(AFUNIXServerSocketChannel server) throws IOException {
        key = loop.register(server, SelectionKey.OP_ACCEPT, gone -> accept(server));
    }

    /** Goes on after a pause. */
    void resume() {
        SelectionKey present = key;
        if (present != null && present.isValid()) {
            present.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void accept(AFUNIXServerSocketChannel server) {
        try {
            for (int i = 0; i < MOST_IN_A_TURN && server.isOpen(); i++) {
                AFUNIXSocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                admit(channel);
            }
        } catch (IOException e) {
            // Out of file descriptors, for one: it would fail again at once, and as long as that lasts.
            SelectionKey present = key;
            if (present != null && present.isValid()) {
                present.interestOps(0);
                LOG.atWarn().setCause(e).log("The command socket can't let anybody in; it is tried again in a second");
            }
        }
    }

    private void admit(AFUNIXSocketChannel channel) {
        try {
            channel.configureBlocking(false);
            AFUNIXSocketCredentials peer = channel.getPeerCredentials();
            String user = names.of(peer.getUid());
            if (!users.allows(user, peer.getUid())) {
                clients.tally().denied.increment();
                turnAway(channel, notAllowed(user));
            } else if (clients.isFull()) {
                clients.tally().refused.increment();
                turnAway(channel, full());
            } else {
                begin(channel, Caller.onSocket(user, peer.getUid(), peer.getPid()));
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    private void begin(AFUNIXSocketChannel channel, Caller caller) throws IOException {
        Connection connection = new Connection(clients, channel, commands, caller, clock);
        connection.registered(loop.register(channel, SelectionKey.OP_READ, connection::ready));
        clients.came(connection);
        // Whoever connects has mostly asked already.
        connection.ready(false);
    }

    private void turnAway(AFUNIXSocketChannel channel, CommandFailure why) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(ReplyLine.failure("", why, clock.instant())));
        } finally {
            close(channel);
        }
    }

    private CommandFailure full() {
        return CommandFailure.unavailable("there are " + clients.limits().connections()
                + " connections to the command socket already, the most there may be: close one, or try again later");
    }

    private static CommandFailure notAllowed(String user) {
        return CommandFailure.notAllowed("user " + user
                + " may not use this command socket: orchestrator.commandSocketUsers doesn't name that user");
    }

    private static void close(AFUNIXSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A connection of the command socket could not be closed in order");
        }
    }
}
