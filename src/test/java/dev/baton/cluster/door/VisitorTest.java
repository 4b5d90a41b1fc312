package dev.baton.cluster.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class VisitorTest {
    private static final int HALF = BusDoor.LARGEST_MESSAGE / 2;

    private final AtomicLong now = new AtomicLong();
    private final BusDoor door = new BusDoor("10.0.0.1", 15701, 0, now::get);
    private final List<EmbeddedChannel> connections = new ArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("baton.cluster");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void end() {
        logger.detachAppender(lines);
        connections.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(door.connections()).isZero();
    }

    /** Somebody connects from {@code address}; what Vert.x puts behind the door hands on what comes. */
    private EmbeddedChannel connect(String address) {
        ChannelHandler bus = new ChannelInboundHandlerAdapter();
        EmbeddedChannel connection = new From(address, new Doorstep(door, bus));
        connection.freezeTime();
        connections.add(connection);
        return connection;
    }

    private static final class From extends EmbeddedChannel {
        private final String address;

        From(String address, ChannelHandler handler) {
            super(false, false);
            this.address = address;
            pipeline().addLast(handler);
            try {
                register();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected SocketAddress remoteAddress0() {
            try {
                return new InetSocketAddress(InetAddress.getByName(address), 1);
            } catch (java.net.UnknownHostException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static ByteBuf begun(int length, int bytes) {
        return Unpooled.buffer().writeInt(length).writeZero(bytes);
    }

    private static byte[] arrived(EmbeddedChannel connection) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = connection.readInbound(); part != null; part = connection.readInbound()) {
            all.writeBytes(part);
            part.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void messagesComeThroughAsTheyAreHoweverTheyAreCut() {
        ByteBuf all = Unpooled.buffer();
        Written.ofEachKind().forEach(written -> all.writeBytes(written.getBytes()));
        all.writeBytes(Written.text(200_000));
        byte[] sent = ByteBufUtil.getBytes(all);
        for (int size : new int[] {1, 3, 7, 64, 1_000, 65_536, sent.length}) {
            EmbeddedChannel connection = connect("10.0.0.2");
            for (int at = 0; at < sent.length; at += size) {
                connection.writeInbound(Unpooled.copiedBuffer(sent, at, Math.min(size, sent.length - at)));
            }
            assertThat(arrived(connection)).as("in parts of " + size).isEqualTo(sent);
        }
        assertThat(door.refused()).isZero();
    }

    @Test
    void whatIsNotWholeIsKeptBack() {
        EmbeddedChannel connection = connect("10.0.0.2");
        connection.writeInbound(begun(1_000, 999));
        assertThat(arrived(connection)).isEmpty();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aLengthThatIsNoneClosesTheConnectionBeforeMoreIsKept() {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, BusDoor.LARGEST_MESSAGE + 1, Integer.MAX_VALUE}) {
            EmbeddedChannel connection = connect("10.0.0.2");
            connection.writeInbound(begun(length, 0));
            assertThat(connection.isOpen()).as("after a length of " + length).isFalse();
            assertThat(arrived(connection)).isEmpty();
        }
        assertThat(door.refused()).isEqualTo(5);
        assertThat(said())
                .containsExactly("Connections to the port of the event bus were refused, at last because a message of 0"
                        + " bytes was announced; the largest has 4194304");
    }

    @Test
    void theLargestMessageComesThrough() {
        EmbeddedChannel connection = connect("10.0.0.2");
        int around = Written.text(0).readableBytes() - BusMessage.LENGTH;
        connection.writeInbound(Written.text(BusDoor.LARGEST_MESSAGE - around));
        assertThat(arrived(connection)).hasSize(BusDoor.LARGEST_MESSAGE + BusMessage.LENGTH);
    }

    @Test
    void aMessageThatLiesAboutALengthInItClosesTheConnection() {
        ByteBuf lie = Written.text(10);
        lie.setInt(BusMessage.LENGTH + 3, 2_000_000_000);
        EmbeddedChannel connection = connect("10.0.0.2");
        connection.writeInbound(lie);
        assertThat(connection.isOpen()).isFalse();
        assertThat(arrived(connection)).isEmpty();
        assertThat(said()).singleElement().asString().contains("its address has 2000000000 bytes");
    }

    @Test
    void eachAddressHasALineAMinuteHoweverOftenItTries() {
        for (int i = 0; i < 50; i++) {
            connect("10.0.0.2").writeInbound(begun(-1, 0));
            connect("10.0.0.3").writeInbound(begun(-1, 0));
        }
        assertThat(lines.list).hasSize(2);
        now.addAndGet(TimeUnit.SECONDS.toNanos(61));
        connect("10.0.0.3").writeInbound(begun(-1, 0));
        assertThat(lines.list).hasSize(3);
        assertThat(lines.list.get(2).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("address=10.0.0.3", "count=50");
        assertThat(door.refused()).isEqualTo(101);
    }

    @Test
    void ofAllThatIsNotWholeSoMuchIsKeptAndWhoHasMostOfItGoes() {
        EmbeddedChannel greedy = connect("10.0.0.2");
        EmbeddedChannel modest = connect("10.0.0.3");
        EmbeddedChannel third = connect("10.0.0.4");
        greedy.writeInbound(begun(BusDoor.LARGEST_MESSAGE, HALF + 1_000_000));
        modest.writeInbound(begun(BusDoor.LARGEST_MESSAGE, HALF));
        third.writeInbound(begun(BusDoor.LARGEST_MESSAGE, HALF));
        assertThat(connections).allMatch(Channel::isOpen);
        connect("10.0.0.5").writeInbound(begun(BusDoor.LARGEST_MESSAGE, HALF));
        assertThat(connections.stream().map(Channel::isOpen)).containsExactly(false, true, true, true);
        // Its part is free again.
        connect("10.0.0.6").writeInbound(begun(BusDoor.LARGEST_MESSAGE, HALF - 100));
        assertThat(connections.stream().map(Channel::isOpen)).containsExactly(false, true, true, true, true);
        assertThat(door.refused()).isEqualTo(1);
    }

    @Test
    void whoSaysNothingGoesAfterAWhile() {
        EmbeddedChannel mute = connect("10.0.0.2");
        EmbeddedChannel slow = connect("10.0.0.3");
        EmbeddedChannel node = connect("10.0.0.4");
        for (int second = 1; second <= 120; second++) {
            for (EmbeddedChannel each : List.of(mute, slow, node)) {
                each.advanceTimeBy(1, TimeUnit.SECONDS);
                each.runScheduledPendingTasks();
            }
            if (slow.isOpen()) {
                slow.writeInbound(
                        second == 1 ? begun(1_000, 1) : Unpooled.buffer().writeZero(1));
            }
            node.writeInbound(Written.text(1));
            if (second == 29) {
                assertThat(connections).allMatch(Channel::isOpen);
            }
        }
        assertThat(connections.stream().map(Channel::isOpen)).containsExactly(false, false, true);
        assertThat(said())
                .hasSize(2)
                .allMatch(line -> line.endsWith("at last because no whole message came within 30 s"));
    }

    @Test
    void aNodeThatFallsSilentIsClosedWithoutAWord() {
        EmbeddedChannel node = connect("10.0.0.4");
        node.writeInbound(Written.text(1));
        for (int look = 0; look < 2; look++) {
            node.advanceTimeBy(31, TimeUnit.SECONDS);
            node.runScheduledPendingTasks();
        }
        assertThat(node.isOpen()).isFalse();
        assertThat(door.refused()).isZero();
        assertThat(lines.list).isEmpty();
    }

    @Test
    void whoHasSaidNothingMakesRoomForWhoComes() {
        EmbeddedChannel node = connect("10.0.0.4");
        node.writeInbound(Written.text(1));
        for (int i = 0; i < 2 * BusDoor.MOST_CONNECTIONS; i++) {
            connect("10.0.0.2");
        }
        assertThat(door.connections()).isEqualTo(BusDoor.MOST_CONNECTIONS);
        assertThat(door.refused()).isEqualTo(BusDoor.MOST_CONNECTIONS + 1);
        assertThat(node.isOpen()).isTrue();
        assertThat(connections.get(1).isOpen()).as("who came first").isFalse();
        assertThat(connections.get(connections.size() - 1).isOpen())
                .as("who came last")
                .isTrue();
    }

    @Test
    void whenAllConnectionsAreInUseTheNextIsNotLetIn() {
        for (int i = 0; i < BusDoor.MOST_CONNECTIONS; i++) {
            connect("10.0.0.2").writeInbound(Written.text(1));
        }
        EmbeddedChannel late = connect("10.0.0.3");
        assertThat(late.isOpen()).isFalse();
        assertThat(said()).singleElement().asString().endsWith("600 connections are open already");
        var unused = connections.get(0).close();
        assertThat(connect("10.0.0.3").isOpen()).isTrue();
    }

    @Test
    void tlsThatFailsIsToldButNotWhoOnlyKnocks() {
        EmbeddedChannel connection = connect("10.0.0.2");
        connection.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(new ClosedChannelException()));
        assertThat(door.refused()).isZero();
        SSLHandshakeException failure = new SSLHandshakeException("outer");
        failure.initCause(new SSLHandshakeException("Received fatal alert: certificate_unknown"));
        connection.pipeline().fireUserEventTriggered(new SslHandshakeCompletionEvent(failure));
        assertThat(door.refused()).isEqualTo(1);
        assertThat(said())
                .singleElement()
                .asString()
                .endsWith("because TLS came to nothing: Received fatal alert: certificate_unknown");
    }
}
