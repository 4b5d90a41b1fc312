package dev.baton.cluster.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the bus: keeps what comes until messages are whole, has a look at them, and hands them on as they are. Other
 * nodes say something every few seconds, if only that they are there; who says nothing for {@link #PATIENCE} is gone, or never was
 * one.
 *
 * <p>For the event loop of its connection, but for what says otherwise.
 */
final class Visitor extends ByteToMessageDecoder {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BusDoor door;
    private final String address;
    private final long number;
    private final AtomicInteger held = new AtomicInteger();
    private @Nullable Future<?> looking;
    private boolean hasSpoken;
    private volatile boolean isKnown;
    private volatile boolean isRefused;
    private volatile @Nullable ChannelHandlerContext context;

    /** @param address where it comes from, empty if nobody knows */
    Visitor(BusDoor door, String address) {
        this.door = door;
        this.address = address;
        this.number = door.number();
    }

    /** Where it comes from. For any thread. */
    String address() {
        return address;
    }

    /** Grows with each that comes. For any thread. */
    long number() {
        return number;
    }

    /** Whether it has brought a whole message. For any thread. */
    boolean isKnown() {
        return isKnown;
    }

    /** How many bytes of a message that is not complete it has brought. For any thread. */
    int held() {
        return held.get();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        looking = ctx.executor()
                .scheduleWithFixedDelay(this::look, PATIENCE.toMillis(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (hasSpoken) {
            hasSpoken = false;
        } else if (isKnown && held() == 0) {
            // As one looks like that hangs or was cut off, which is told elsewhere.
            close();
        } else {
            refuse("no whole message came within " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isRefused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int start = in.readerIndex();
        int at = start;
        while (in.writerIndex() - at >= BusMessage.LENGTH) {
            int length = in.getInt(at);
            if (length <= 0 || length > BusDoor.LARGEST_MESSAGE) {
                refuse("a message of " + length + " bytes was announced; the largest has " + BusDoor.LARGEST_MESSAGE);
                return;
            }
            int next = at + BusMessage.LENGTH + length;
            if (next > in.writerIndex()) {
                break;
            }
            String fault = new BusMessage(in, at + BusMessage.LENGTH, next).fault();
            if (fault != null) {
                refuse("what came is no message: " + fault);
                return;
            }
            at = next;
        }
        if (at > start) {
            hasSpoken = true;
            isKnown = true;
            out.add(in.readRetainedSlice(at - start));
        }
        hold(in.readableBytes());
    }

    private void hold(int bytes) {
        int more = bytes - held.getAndSet(bytes);
        if (more != 0) {
            door.holds(more);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            // Who knocks and goes away again has done no wrong.
            if (!(handshake.cause() instanceof ClosedChannelException)) {
                door.refused(address, "TLS came to nothing: " + reason(handshake.cause()));
            }
        }
        super.userEventTriggered(ctx, event);
    }

    private static String reason(Throwable failure) {
        Throwable last = failure;
        for (int depth = 0; last.getCause() != null && depth < 10; depth++) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    /** Closes the connection and tells why; once. For any thread. */
    void refuse(String reason) {
        if (!isRefused) {
            isRefused = true;
            door.refused(address, reason);
            leave();
            close();
        }
    }

    private void close() {
        ChannelHandlerContext present = context;
        if (present != null) {
            var unused = present.channel().close();
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        Future<?> present = looking;
        if (present != null) {
            present.cancel(false);
        }
        leave();
    }

    private void leave() {
        door.gone(this);
        hold(0);
    }
}
