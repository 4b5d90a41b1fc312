package dev.baton.control.http;

import dev.baton.settings.InvalidSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. One event loop, one entry:
 *
 * <pre>{@code
 * HttpControl http = HttpControl.start(vertx, settings, services).await();
 * ...
 * http.stop();
 * }</pre>
 *
 * <p>Whoever wires it starts it when the commands can be carried out, and so after the history; gives it
 * {@code metrics::scrape} of a deployed {@code Metrics}, a {@link Health} that looks at the orchestrator without a trace in
 * the history, and the dashboard's pages as {@link ExtraRoute}s; and stops it before what it asks, as its streams would
 * otherwise see that go away.
 *
 * <p>Each request goes the same way: Host and Origin, who asks, body, then the route's own order of what and answer. Questions that
 * are plain enough go it without the router.
 */
public final class HttpControl {
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_TARGET = 8 * 1024;
    private static final int WORTH_COMPRESSING = 1_024;
    private static final int COMPRESSION_LEVEL = 4;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final long SETTLED_MILLIS = 1_000;

    private final Vertx vertx;
    private final String deployment;
    private final Served served;

    private HttpControl(Vertx vertx, String deployment, Served served) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.served = served;
    }

    /**
     * Serves, from the completion of the result on.
     *
     * @return fails with {@link InvalidSettings} if a token can't be found, and with what the system says if the port can't be
     *     had or the certificates can't be read
     */
    public static Future<HttpControl> start(Vertx vertx, HttpSettings settings, HttpServices services) {
        return start(vertx, settings, settings.port(), services);
    }

    /** At {@code port}, where 0 means any that is free. */
    static Future<HttpControl> start(Vertx vertx, HttpSettings settings, int port, HttpServices services) {
        Served served = new Served(settings, port, services);
        return vertx.deployVerticle(served).map(deployment -> new HttpControl(vertx, deployment, served));
    }

    /** The port that is served. */
    public int port() {
        return served.port();
    }

    /** Ends all streams and connections. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    private static HttpServerOptions options(HttpSettings settings, int port) {
        return new HttpServerOptions()
                .setHost(settings.host().replaceAll("[\\[\\]]", ""))
                .setPort(port)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setMaxInitialLineLength(LONGEST_TARGET)
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setCompressionSupported(true)
                .setCompressionLevel(COMPRESSION_LEVEL)
                .setCompressionContentSizeThreshold(WORTH_COMPRESSING)
                // There are no web sockets here, and looking out for them costs each request something.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // Nobody writes on another thread than the event loop, so no answer needs a queue between them.
                .setStrictThreadMode(true)
                .setTcpNoDelay(true)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    }

    /** The verticle. */
    private static final class Served extends VerticleBase {
        private final HttpSettings settings;
        private final int wantedPort;
        private final HttpServices services;
        private @Nullable HttpServer server;
        private @Nullable Streams streams;

        Served(HttpSettings settings, int wantedPort, HttpServices services) {
            this.settings = settings;
            this.wantedPort = wantedPort;
            this.services = services;
        }

        int port() {
            return server == null ? wantedPort : server.actualPort();
        }

        @Override
        public Future<?> start() {
            return vertx.executeBlocking(() -> Bearers.of(settings.tokens(), services.environment()))
                    .compose(this::listen);
        }

        @Override
        public Future<?> stop() {
            if (streams != null) {
                streams.close();
            }
            return server == null ? Future.succeededFuture() : server.close();
        }

        private Future<HttpServer> listen(Bearers bearers) {
            OnLoop loop = new OnLoop(context);
            Versions versions = new Versions(services.clock().millis(), services.elsewhere());
            Streams streaming = new Streams(
                    vertx,
                    loop,
                    services.commands(),
                    services.nanos(),
                    services.clock().instant(),
                    versions);
            streams = streaming;
            Connections connections = new Connections(vertx, services.nanos());
            Handler<HttpServerRequest> handler = handler(bearers, loop, versions, streaming, connections);
            HttpServerOptions options = options(settings, wantedPort);
            PemFiles files = settings.tls() == null ? null : new PemFiles(settings.tls());
            if (files != null) {
                files.apply(options);
            }
            HttpServer made = vertx.createHttpServer(options)
                    .connectionHandler(connections::opened)
                    .requestHandler(handler);
            server = made;
            // Without events there are no versions; the first question tries again.
            return streaming
                    .start()
                    .otherwiseEmpty()
                    .compose(following -> made.listen())
                    .onSuccess(listening -> {
                        if (files != null) {
                            files.watch(vertx, listening);
                        }
                    });
        }

        private Handler<HttpServerRequest> handler(
                Bearers bearers, OnLoop loop, Versions versions, Streams streaming, Connections connections) {
            boolean knowsCertificates = settings.tls() != null && settings.tls().clientCa() != null;
            Admission admission = new Admission(bearers, new FailedLogins(services.nanos()), knowsCertificates);
            Answers answers = new Answers(services.commands(), loop, versions, streaming::start);
            Gate gate = new Gate(new Hosts(settings), new Bodies(connections), admission, services.extraRoutes());
            Routes routes = new Routes(vertx, () -> router(gate, answers, streaming, loop));
            // When those who wait for the start have their answers.
            vertx.setTimer(SETTLED_MILLIS, settled -> routes.lay());
            return new ShortWay(List.of(Question.values()), gate, answers, loop, routes);
        }

        private Router router(Gate gate, Answers answers, Streams streaming, OnLoop loop) {
            Contract contract = Contract.shared();
            Pages pages = new Pages(contract, loop, services);
            RouterBuilder builder = RouterBuilder.create(vertx, contract.routes(), RequestExtractor.withBodyHandler());
            builder.rootHandler(gate::pass);
            new Api(contract, answers, streaming, pages).register(builder);
            Router router = builder.createRouter();
            router.get(Gate.DOCS).handler(pages::docs);
            router.get(Gate.DOCS_STYLE).handler(pages::docsStyle);
            services.extraRoutes().forEach(each -> router.get(each.path()).handler(each.handler()));
            router.route().failureHandler(failed -> Problem.tell(failed, contract));
            for (int status : new int[] {400, 404, 405, 500}) {
                router.errorHandler(status, (RoutingContext failed) -> Problem.tell(failed, contract));
            }
            return router;
        }
    }
}
