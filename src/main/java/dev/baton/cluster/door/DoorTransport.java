package dev.baton.cluster.door;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;

/** Vert.x's usual transport, which shows each server to the door before it listens. */
final class DoorTransport extends NioTransport {
    private final BusDoor door;

    DoorTransport(BusDoor door) {
        this.door = door;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        if (!domainSocket) {
            door.hang(options, bootstrap);
        }
    }
}
