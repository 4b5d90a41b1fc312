package dev.baton.control.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate and key to serve with, and whose clients are let in. Looks at the files again and again, off the event loop. */
final class PemFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PemFiles.class);
    private static final long LOOK_AGAIN_MILLIS = 2_000;

    private final HttpSettings.Tls tls;
    private final List<Path> files = new ArrayList<>();
    private List<String> stamps = List.of();

    PemFiles(HttpSettings.Tls tls) {
        this.tls = tls;
        files.add(tls.cert());
        files.add(tls.key());
        if (tls.clientCa() != null) {
            files.add(tls.clientCa());
        }
    }

    void apply(HttpServerOptions options) {
        ServerSSLOptions ssl = options();
        options.setSsl(true).setKeyCertOptions(ssl.getKeyCertOptions()).setClientAuth(ssl.getClientAuth());
        if (ssl.getTrustOptions() != null) {
            options.setTrustOptions(ssl.getTrustOptions());
        }
    }

    /** From now on {@code server} takes the files anew when they change; what is wrong with them changes nothing. */
    void watch(Vertx vertx, HttpServer server) {
        vertx.<List<String>>executeBlocking(this::look, false).onSuccess(first -> {
            stamps = first;
            vertx.setPeriodic(
                    LOOK_AGAIN_MILLIS,
                    timer -> vertx.<List<String>>executeBlocking(this::look, false)
                            .onSuccess(now -> takeIfChanged(server, now)));
        });
    }

    private void takeIfChanged(HttpServer server, List<String> now) {
        if (now.equals(stamps)) {
            return;
        }
        stamps = now;
        // Forced: the options are the same, what stands in the files is not.
        server.updateSSLOptions(options(), true)
                .onSuccess(taken -> LOG.info("The certificates for HTTPS have changed and are in use"))
                .onFailure(failure -> LOG.atError()
                        .addKeyValue("reason", failure.getMessage())
                        .log("The certificates for HTTPS have changed but can't be used; the old ones stay in use"));
    }

    private ServerSSLOptions options() {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.cert().toString())
                        .setKeyPath(tls.key().toString()))
                .setClientAuth(tls.clientCa() == null ? ClientAuth.NONE : ClientAuth.REQUIRED);
        if (tls.clientCa() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(tls.clientCa().toString()));
        }
        return options;
    }

    /** What tells one version of the files from another. */
    private List<String> look() {
        return files.stream().map(PemFiles::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " "
                    + Objects.toString(Files.getAttribute(file, "unix:ino"), "");
        } catch (IOException | UnsupportedOperationException e) {
            return "unreadable";
        }
    }
}
