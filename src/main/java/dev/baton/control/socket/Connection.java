package dev.baton.control.socket;

import dev.baton.command.Caller;
import dev.baton.command.Commands;
import dev.baton.protocol.LineSplitter;
import dev.baton.protocol.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's end: bytes in, bytes out. Reads only what the conversation wants, so a client that asks faster than it takes its
 * answers waits by itself. For the socket's thread.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Then the others have their turn. */
    private static final int MOST_TURNS = 32;

    private final Clients clients;
    private final AFUNIXSocketChannel channel;
    private final Outbox outbox = new Outbox();
    private final LineSplitter splitter = new LineSplitter(Protocol.LONGEST_REQUEST);
    private final Conversation conversation;
    private @Nullable SelectionKey key;
    private @Nullable ByteBuffer leftover;
    private long answersSeen;
    private long lastActive;
    private long blockedSince;
    private long held;
    private boolean inputEnded;
    private boolean gone;
    private boolean blocked;
    private boolean atWork;
    private boolean closed;

    Connection(Clients clients, AFUNIXSocketChannel channel, Commands commands, Caller caller, InstantSource clock) {
        this.clients = clients;
        this.channel = channel;
        this.lastActive = clients.now();
        this.conversation =
                new Conversation(commands, caller, clock, clients.limits(), clients.home(), outbox, this::proceed);
    }

    void registered(SelectionKey itsKey) {
        key = itsKey;
    }

    /** It can be read from or written to. */
    void ready(boolean otherEndIsGone) {
        gone |= otherEndIsGone;
        proceed();
    }

    /** Does all that can be done now. */
    void proceed() {
        if (closed || atWork) {
            return;
        }
        atWork = true;
        try {
            if (!workedOff()) {
                clients.home().execute(this::proceed);
            }
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("A connection of the command socket failed and is closed");
            close();
        } finally {
            atWork = false;
        }
        if (!closed) {
            settle();
        }
    }

    private boolean workedOff() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            conversation.tellNews();
            boolean more = conversation.wantsMore() && feed();
            if (more && conversation.wantsMore()) {
                continue;
            }
            boolean wrote = !outbox.isEmpty();
            write();
            if (!outbox.isEmpty() || (!more && !(wrote && hasToGoOn()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether room in the outbox makes something possible that no event will tell of. */
    private boolean hasToGoOn() {
        return conversation.isFollowing() || (leftover != null && conversation.wantsMore());
    }

    /** Passes on what has arrived. Returns whether there may be more that no event will tell of. */
    private boolean feed() {
        if (clients.isClosing()) {
            return false;
        }
        ByteBuffer rest = leftover;
        if (rest != null) {
            splitter.split(rest, conversation);
            if (!rest.hasRemaining()) {
                leftover = null;
            }
            return true;
        }
        if (inputEnded) {
            return false;
        }
        ByteBuffer input = clients.input();
        input.clear();
        int count = read(input);
        if (count < 0) {
            inputEnded = true;
            if (splitter.isInLine()) {
                conversation.halfLine();
            }
            return false;
        }
        input.flip();
        splitter.split(input, conversation);
        if (input.hasRemaining()) {
            leftover = ByteBuffer.allocate(input.remaining()).put(input).flip();
        }
        return gone || count == input.capacity();
    }

    private int read(ByteBuffer input) {
        try {
            int count = channel.read(input);
            return count == 0 && gone ? -1 : count;
        } catch (IOException e) {
            gone = true;
            return -1;
        }
    }

    private void write() {
        if (outbox.isEmpty()) {
            return;
        }
        long taken = 0;
        try {
            taken = gone ? 0 : outbox.flush(channel, clients.output());
        } catch (IOException e) {
            // It may have asked for more before it went.
            gone = true;
        }
        if (gone) {
            outbox.clear();
        }
        if (!blocked || taken > 0) {
            blockedSince = clients.now();
        }
        blocked = !outbox.isEmpty();
    }

    private void settle() {
        if (conversation.answers() != answersSeen) {
            clients.tally().requests.add(conversation.answers() - answersSeen);
            answersSeen = conversation.answers();
            lastActive = clients.now();
        }
        if (isOver()) {
            close();
            return;
        }
        long holds = outbox.size() + splitter.held() + (leftover == null ? 0 : leftover.capacity());
        long more = holds - held;
        held = holds;
        SelectionKey present = key;
        if (present != null && !gone) {
            boolean reads = !inputEnded && leftover == null && conversation.wantsMore();
            present.interestOps((reads ? SelectionKey.OP_READ : 0) | (blocked ? SelectionKey.OP_WRITE : 0));
        }
        clients.holdsMore(more);
    }

    private boolean isOver() {
        if (conversation.isWaiting() || !outbox.isEmpty()) {
            return false;
        }
        if (conversation.isFollowing()) {
            return gone || clients.isClosing();
        }
        return clients.isClosing() || (inputEnded && leftover == null);
    }

    /** How many bytes it holds. */
    long held() {
        return held;
    }

    boolean isStuck(long now) {
        return blocked && now - blockedSince > clients.limits().stuck().toNanos();
    }

    boolean isIdle(long now) {
        return !conversation.isWaiting()
                && !conversation.isFollowing()
                && outbox.isEmpty()
                && now - lastActive > clients.limits().idle().toNanos();
    }

    boolean isUnderWay() {
        return conversation.isWaiting() || !outbox.isEmpty();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        conversation.end();
        outbox.clear();
        leftover = null;
        clients.left(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A connection of the command socket could not be closed in order");
        }
    }
}
