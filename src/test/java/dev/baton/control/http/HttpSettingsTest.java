package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.settings.InvalidSettings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    @Test
    void serveNothingByDefault() {
        assertThat(HttpSettings.DEFAULT)
                .isEqualTo(new HttpSettings(false, "127.0.0.1", 8080, List.of(), null, List.of()));
        assertThat(RecordMapper.map(new JsonObject(), HttpSettings.class)).isEqualTo(HttpSettings.DEFAULT);
    }

    @Test
    void areMappedInFull() {
        JsonObject json = new JsonObject("""
                {"enabled": true, "host": "0.0.0.0", "port": 8443,
                 "tokens": [{"name": "ci", "role": "operator", "hash": "%s"},
                            {"name": "ops", "role": "admin", "env": "OPS"},
                            {"name": "eve", "role": "viewer", "file": "/etc/eve"}],
                 "tls": {"cert": "c.pem", "key": "k.pem", "clientCa": "ca.pem"},
                 "allowedHosts": ["baton.example.org"]}
                """.formatted(HASH));

        HttpSettings settings = RecordMapper.map(json, HttpSettings.class);

        assertThat(settings.tokens())
                .containsExactly(
                        new HttpSettings.Token("ci", HttpSettings.TokenRole.OPERATOR, HASH, null, null),
                        new HttpSettings.Token("ops", HttpSettings.TokenRole.ADMIN, null, "OPS", null),
                        new HttpSettings.Token("eve", HttpSettings.TokenRole.VIEWER, null, null, Path.of("/etc/eve")));
        assertThat(settings.tls())
                .isEqualTo(new HttpSettings.Tls(Path.of("c.pem"), Path.of("k.pem"), Path.of("ca.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.5", "baton.example.org", "127.0.0.1.nip.io"})
    void refuseToServeOthersWithoutAskingWhoTheyAre(String host) {
        assertThatThrownBy(() -> HttpSettings.DEFAULT.enabledAt(host, 8080))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host is " + host);
        HttpSettings.Tls tls = new HttpSettings.Tls(Path.of("c"), Path.of("k"), null);
        assertThatThrownBy(() -> new HttpSettings(true, host, 1, List.of(), tls, List.of()))
                .hasMessageStartingWith("host is " + host);

        HttpSettings.Tls mutual = new HttpSettings.Tls(Path.of("c"), Path.of("k"), Path.of("ca"));
        assertThat(new HttpSettings(true, host, 1, List.of(), mutual, List.of()).host())
                .isEqualTo(host);
        assertThat(new HttpSettings(false, host, 1, List.of(), null, List.of()).enabled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost"})
    void serveThisMachineWithoutAsking(String host) {
        assertThat(HttpSettings.DEFAULT.enabledAt(host, 1).enabled()).isTrue();
    }

    @Test
    void refuseWhatNamesNoToken() {
        assertThatThrownBy(() -> new HttpSettings.Token("ci", HttpSettings.TokenRole.ADMIN, null, null, null))
                .hasMessage("the token 'ci' has 0 of hash, env and file but must have exactly one");
        assertThatThrownBy(() -> new HttpSettings.Token("ci", HttpSettings.TokenRole.ADMIN, "secret", null, null))
                .hasMessageStartingWith("hash must be sha256:");
        HttpSettings.Token one = new HttpSettings.Token("ci", HttpSettings.TokenRole.ADMIN, HASH, null, null);
        assertThatThrownBy(() -> new HttpSettings(true, "::1", 1, List.of(one, one), null, List.of()))
                .hasMessageContaining("'ci' twice");
    }

    @Test
    void tokensAreFoundWhereTheyAreSaidToBe(@TempDir Path folder) throws Exception {
        Path file = java.nio.file.Files.writeString(folder.resolve("token"), "from-file\n");
        JsonArray tokens = new JsonArray()
                .add(new JsonObject().put("name", "a").put("role", "viewer").put("env", "TOKEN"))
                .add(new JsonObject().put("name", "b").put("role", "admin").put("file", file.toString()));
        HttpSettings settings = RecordMapper.map(new JsonObject().put("tokens", tokens), HttpSettings.class);

        Bearers bearers = Bearers.of(settings.tokens(), Map.of("TOKEN", "from-environment"));

        assertThat(bearers.find("from-environment").orElseThrow().name()).isEqualTo("a");
        assertThat(bearers.find("from-file").orElseThrow().name()).isEqualTo("b");
        assertThat(bearers.find("from-nowhere")).isEmpty();
        assertThatThrownBy(() -> Bearers.of(settings.tokens(), Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the environment variable TOKEN, which is empty or not set");
    }
}
