package dev.baton.metrics;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Those of an HTTP server's connections that are opened from the moment on when somebody wants them. Safe to use from any thread.
 *
 * <p>Requests are not passed on: the library looks up five meters for each, which made a request for the status cost an eighth
 * more, and commands are counted anyway.
 */
final class LateServerNumbers implements HttpServerMetrics<Object, Object, Object> {
    private final VertxNumbers all;
    private final HttpServerOptions options;
    private final SocketAddress address;
    private volatile @Nullable HttpServerMetrics<Object, Object, Object> counting;

    LateServerNumbers(VertxNumbers all, HttpServerOptions options, SocketAddress address) {
        this.all = all;
        this.options = options;
        this.address = address;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object connected(SocketAddress client, String name) {
        HttpServerMetrics<Object, Object, Object> known = counting;
        VertxMetrics source = all.counting();
        if (known == null && source != null) {
            known = (HttpServerMetrics<Object, Object, Object>) source.createHttpServerMetrics(options, address);
            counting = known;
        }
        return known == null ? null : known.connected(client, name);
    }

    @Override
    public void disconnected(@Nullable Object connection, SocketAddress client) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (connection != null && present != null) {
            present.disconnected(connection, client);
        }
    }

    @Override
    public void bytesRead(@Nullable Object connection, SocketAddress client, long bytes) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (connection != null && present != null) {
            present.bytesRead(connection, client, bytes);
        }
    }

    @Override
    public void bytesWritten(@Nullable Object connection, SocketAddress client, long bytes) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (connection != null && present != null) {
            present.bytesWritten(connection, client, bytes);
        }
    }

    @Override
    public void exceptionOccurred(@Nullable Object connection, SocketAddress client, Throwable failure) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (connection != null && present != null) {
            present.exceptionOccurred(connection, client, failure);
        }
    }
}
