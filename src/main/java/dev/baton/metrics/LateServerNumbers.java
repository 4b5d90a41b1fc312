package dev.baton.metrics;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Those of an HTTP server, for connections that are opened from the moment on when somebody wants them. Safe to use from any
 * thread. There are no web sockets and no pushes to be counted.
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

    @Override
    public @Nullable Object requestBegin(@Nullable Object connection, HttpRequest request) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        return connection == null || present == null ? null : present.requestBegin(connection, request);
    }

    @Override
    public void requestEnd(@Nullable Object begun, HttpRequest request, long bytes) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (begun != null && present != null) {
            present.requestEnd(begun, request, bytes);
        }
    }

    @Override
    public void requestReset(@Nullable Object begun) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (begun != null && present != null) {
            present.requestReset(begun);
        }
    }

    @Override
    public void responseEnd(@Nullable Object begun, HttpResponse response, long bytes) {
        HttpServerMetrics<Object, Object, Object> present = counting;
        if (begun != null && present != null) {
            present.responseEnd(begun, response, bytes);
        }
    }
}
