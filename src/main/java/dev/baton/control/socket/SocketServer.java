package dev.baton.control.socket;

import dev.baton.command.Commands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open command socket. Its methods may be called on any thread and don't wait, but for {@link #open}, which makes files.
 *
 * <p>What clients may cost is bounded: 256 connections; 5 minutes without a request; 30 seconds in which nothing is taken of what
 * waits for a client; 64 MiB that all connections hold together; 1,024 events or log lines for one that follows and doesn't keep
 * up. See {@code docs/protocol.md}.
 */
public final class SocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    private final SocketSettings settings;
    private final SocketListener listener;
    private final SocketTally tally = new SocketTally();
    private final Promise<Void> closed = Promise.promise();
    private final SocketLoop loop;
    private final Clients clients;
    private final Acceptor acceptor;
    private SocketFile file;
    private boolean lost;
    private @Nullable Long closingSince;

    private SocketServer(
            SocketSettings settings,
            Commands commands,
            SocketLimits limits,
            InstantSource clock,
            LongSupplier nanoTime,
            SocketListener listener,
            SocketFile file)
            throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.file = file;
        this.loop = new SocketLoop("baton-socket", nanoTime, this::tick, this::ended);
        this.clients = new Clients(limits, nanoTime, loop, tally, this::endIfEmpty);
        this.acceptor = new Acceptor(loop, clients, commands, settings.users(), clock);
    }

    /** Loads ahead what {@link #open} is going to need; blocks. Whether that can be loaded is for {@link #open} to say. */
    public static void prepare() {
        AFUNIXSocket.isSupported();
    }

    /**
     * Makes the socket and lets clients in.
     *
     * @param commands carries out what they ask for
     * @param clock the wall clock, for the timestamps of answers
     * @param nanoTime a clock that never goes back, in nanoseconds
     * @param listener is told what becomes of the file
     * @throws SocketTaken if another process answers at that path
     * @throws IOException if the file can't be made; the message says why and what to do
     */
    public static SocketServer open(
            SocketSettings settings,
            Commands commands,
            InstantSource clock,
            LongSupplier nanoTime,
            SocketListener listener)
            throws IOException {
        return open(settings, commands, SocketLimits.DEFAULT, clock, nanoTime, listener);
    }

    static SocketServer open(
            SocketSettings settings,
            Commands commands,
            SocketLimits limits,
            InstantSource clock,
            LongSupplier nanoTime,
            SocketListener listener)
            throws IOException {
        SocketFile file = SocketFile.bind(settings);
        try {
            SocketServer server = new SocketServer(settings, commands, limits, clock, nanoTime, listener, file);
            server.acceptor.listen(file.channel());
            server.loop.start();
            return server;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Looks whether the file is still there, and makes it anew if it isn't. To be called now and then. */
    public void check() {
        loop.execute(this::lookForFile);
    }

    /** What went on so far. */
    public SocketCounts counts() {
        return tally.counts();
    }

    /**
     * Lets nobody in any more, answers what has been asked, for at most two seconds, and closes all connections.
     *
     * @return completed when that is done; never failed
     */
    public Future<Void> close() {
        loop.execute(this::beginClosing);
        return closed.future();
    }

    private void lookForFile() {
        if (closingSince != null || file.isInPlace()) {
            return;
        }
        try {
            SocketFile anew = SocketFile.bind(settings);
            SocketFile former = file;
            file = anew;
            acceptor.listen(anew.channel());
            former.abandon();
            lost = false;
            listener.rebound(settings.path());
        } catch (IOException e) {
            if (!lost) {
                lost = true;
                listener.lost(settings.path(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void beginClosing() {
        if (closingSince != null) {
            return;
        }
        closingSince = clients.now();
        closeFile();
        clients.closeGently();
        endIfEmpty();
    }

    private void tick() {
        acceptor.resume();
        clients.sweep();
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (closingSince == null) {
            return;
        }
        if (clients.now() - closingSince > clients.limits().goodbye().toNanos()) {
            clients.closeAll();
        }
        if (clients.isEmpty()) {
            loop.end();
        }
    }

    private void ended() {
        clients.closeAll();
        closeFile();
        closed.tryComplete();
    }

    private void closeFile() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The command socket {} could not be removed", settings.path());
        }
    }
}
