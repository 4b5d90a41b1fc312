package dev.baton.cluster.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Where each connection to the bus begins: it is let in or not, and has a {@link Visitor} before what the bus puts there. */
@Sharable
final class Doorstep extends ChannelInitializer<Channel> {
    private final BusDoor door;
    private final ChannelHandler bus;

    /** @param bus what Vert.x gives each connection; it may be shared */
    Doorstep(BusDoor door, ChannelHandler bus) {
        this.door = door;
        this.bus = bus;
    }

    @Override
    protected void initChannel(Channel channel) {
        Visitor visitor = new Visitor(door, address(channel.remoteAddress()));
        if (!door.admits(visitor)) {
            var unused = channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        // Puts its handlers there at once, as the channel is registered.
        pipeline.addLast(bus);
        ChannelHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(visitor);
        } else {
            pipeline.addAfter(pipeline.context(tls).name(), null, visitor);
        }
    }

    private static String address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress known && known.getAddress() != null
                ? known.getAddress().getHostAddress()
                : "";
    }
}
