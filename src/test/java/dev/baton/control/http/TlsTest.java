package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.testing.Certificates;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    private Path folder;

    @Test
    void servesHttpsAndTakesNewCertificates() throws Exception {
        Certificates.Pair first = Certificates.make(folder, "server");
        try (Serving serving = Serving.with(tls(first, null))) {
            HttpResponse<String> response = get(serving, client(null, first));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(peer(response)).isEqualTo(first.certificate());

            Certificates.Pair second = Certificates.make(folder, "server");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                try {
                    return peer(get(serving, client(null, second))).equals(second.certificate());
                } catch (IOException stillTheFirst) {
                    return false;
                }
            });

            Files.writeString(second.cert(), "broken");
            assertThat(get(serving, client(null, second)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsInOnlyClientsWithACertificate() throws Exception {
        Certificates.Pair server = Certificates.make(folder, "server");
        Certificates.Pair known = Certificates.make(folder, "ops");
        Certificates.Pair stranger = Certificates.make(folder, "stranger");
        try (Serving serving = Serving.with(tls(server, known.cert()))) {
            assertThat(get(serving, client(known, server)).statusCode()).isEqualTo(200);
            assertThat(serving.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.getJsonObject("actor").getString("name"))
                            .isEqualTo("CN=ops"));
            assertThatThrownBy(() -> get(serving, client(null, server))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(serving, client(stranger, server))).isInstanceOf(IOException.class);
        }
    }

    private static JsonObject tls(Certificates.Pair server, @Nullable Path clientCa) {
        JsonObject tls = new JsonObject()
                .put("cert", server.cert().toString())
                .put("key", server.key().toString());
        if (clientCa != null) {
            tls.put("clientCa", clientCa.toString());
        }
        return new JsonObject().put("tls", tls);
    }

    private static HttpResponse<String> get(Serving serving, HttpClient client) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + serving.port() + "/api/status"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Certificate peer(HttpResponse<?> response) throws Exception {
        return response.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpClient client(Certificates.@Nullable Pair own, Certificates.Pair trusted)
            throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry("server", trusted.certificate());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trust);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (own == null) {
            keyManagers.init(null, null);
        } else {
            keyManagers.init(own.store(), own.password());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
