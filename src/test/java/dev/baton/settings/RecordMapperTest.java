package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMapperTest {

    @Test
    void mapsEveryType() {
        JsonObject json = new JsonObject("""
                {"text": "a", "flag": true, "small": 5, "large": 5000000000, "share": 0.5, "pause": "1m30s", "mode": "ON",
                 "file": "a/b", "json": {"x": 1}, "names": ["a", "b"], "limits": {"a": 1}, "inner": {"port": 80},
                 "class": "C", "maybe": "m", "any": [1]}""");

        Everything mapped = RecordMapper.map(json, Everything.class);

        assertThat(mapped)
                .isEqualTo(new Everything(
                        "a",
                        true,
                        5,
                        5_000_000_000L,
                        0.5,
                        Duration.ofSeconds(90),
                        Mode.ON,
                        Path.of("a/b"),
                        new JsonObject().put("x", 1),
                        List.of("a", "b"),
                        Map.of("a", 1L),
                        new Inner("localhost", 80),
                        "C",
                        Optional.of("m"),
                        new JsonArray().add(1)));
    }

    @Test
    void wantsWhatTheDefaultsLeaveOpen() {
        for (JsonObject json : List.of(new JsonObject(), new JsonObject().put("days", 3))) {
            assertThatThrownBy(() -> RecordMapper.map(json, Forecast.class))
                    .hasMessageContaining("the key 'city' is missing: it has no default");
        }
        assertThat(RecordMapper.map(new JsonObject().put("city", "Rome"), Forecast.class))
                .isEqualTo(new Forecast("Rome", 5, null));
    }

    @Test
    void namesEveryMissingKeyAtOnce() {
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject(), Everything.class))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        e -> assertThat(e.findings())
                                .extracting(Finding::path)
                                .containsExactly(
                                        "text", "flag", "small", "large", "share", "pause", "mode", "json", "names",
                                        "limits", "inner", "class"))
                .hasMessageContaining("the key 'text' is missing: it has no default");
    }

    @Test
    void takesMissingKeysFromTheDefault() {
        assertThat(RecordMapper.map(new JsonObject(), Inner.class)).isEqualTo(Inner.DEFAULT);
    }

    @Test
    void takesMissingKeysOfANestedRecordFromItsOwnersDefault() {
        JsonObject json = new JsonObject().put("server", new JsonObject().put("port", 1));

        assertThat(RecordMapper.map(json, Outer.class).server()).isEqualTo(new Inner("example.org", 1));
    }

    @Test
    void listsKeysInOrder() {
        assertThat(RecordMapper.keys(Renamed.class)).containsExactly("class", "config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"port\": \"5\"} | port | port is '5' but must be a whole number: write 5 without the quotes",
                "{\"port\": 5.5} | port | port is 5.5 but must be a whole number, without a fraction",
                "{\"port\": 5000000000} | port | port is 5000000000 but must be a whole number from -2147483648 to 2147483647",
                "{\"port\": 1e400} | port | port is",
                "{\"port\": []} | port | port is a list but must be a whole number",
                "{\"port\": null} | port | port has no value: write one, or leave the key out",
                "{\"host\": 5} | host | host is 5 but must be text: put it in quotes, \"5\"",
                "{\"host\": true} | host | host is true but must be text: put it in quotes, \"true\"",
                "{\"host\": {}} | host | host is a map but must be text",
                "{\"hots\": \"a\"} | hots | unknown key 'hots': did you mean 'host'?",
                "{\"port\": 0} | port | port is 0 but must be from 1 to 65535",
            })
    void saysWhatIsWrong(String json, String path, String message) {
        Findings findings = new Findings();

        assertThat(RecordMapper.tryMap(new JsonObject(json), Inner.class, findings.at("http")))
                .isEmpty();

        assertThat(findings.all()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.path()).isEqualTo("http." + path);
            assertThat(finding.message()).startsWith(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"flag\": \"True\"} | flag | must be true or false: write it in small letters without the quotes",
                "{\"flag\": 1} | flag | flag is 1 but must be true or false",
                "{\"share\": \"0.5\"} | share | must be a number: write 0.5 without the quotes",
                "{\"pause\": \"5\"} | pause | pause is '5' but must be a duration such as 250ms, 1s, 1m30s, 2h, 1d or PT1S: add",
                "{\"pause\": -1} | pause | pause is -1 but must not be negative",
                "{\"pause\": true} | pause | pause is true but must be a duration",
                "{\"mode\": \"on\"} | mode | mode is 'on' but must be one of ON, off: did you mean ON?",
                "{\"mode\": 7} | mode | mode is 7 but must be one of ON, off",
                "{\"file\": \"\"} | file | must be a path: write . for the current folder",
                "{\"names\": \"a\"} | names | names is 'a' but must be a list",
                "{\"names\": [\"a\", 1]} | names[1] | names[1] is 1 but must be text",
                "{\"names\": [null]} | names[0] | names[0] has no value",
                "{\"limits\": {\"a\": \"b\"}} | limits.a | a is 'b' but must be a whole number",
                "{\"inner\": {\"prot\": 1}} | inner.prot | unknown key 'prot': did you mean 'port'?",
                "{\"inner\": 5} | inner | inner is 5 but must be a map of keys and values",
            })
    void saysWhereAndWhatIsWrong(String json, String path, String message) {
        Findings findings = new Findings();

        RecordMapper.tryMap(new JsonObject(json), Everything.class, findings);

        assertThat(findings.all())
                .filteredOn(finding -> finding.path().equals(path))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(message));
    }

    @Test
    void readsEnumsByTheirWrittenName() {
        Findings findings = new Findings();
        RecordMapper.tryMap(new JsonObject().put("mode", "off"), Everything.class, findings);

        assertThat(findings.all()).noneMatch(finding -> finding.path().equals("mode"));
    }

    @Test
    void hidesSecretsInMessages() {
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("password", 4711), Secret.class))
                .hasMessage("ERROR password: password is *** but must be text: put it in quotes, \"***\"");
    }

    @Test
    void readsShortForms() {
        assertThat(RecordMapper.map(new JsonObject().put("plugin", "com.acme.P"), Brief.class)
                        .plugin())
                .isEqualTo(new Renamed("com.acme.P", null));
        JsonObject full = new JsonObject().put("plugin", new JsonObject().put("class", "com.acme.P"));
        assertThat(RecordMapper.map(full, Brief.class).plugin()).isEqualTo(new Renamed("com.acme.P", null));
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("plugin", ""), Brief.class))
                .hasMessage("ERROR plugin: plugin is '' but must be a class name");
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("plugin", 5), Brief.class))
                .hasMessage("ERROR plugin: plugin is 5 but must be text or a map of keys and values");
    }

    @Test
    void namesAComponentTypeItCannotMap() {
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("thread", "x"), Unmappable.class))
                .hasMessageContaining("settings can't be mapped to the type java.lang.Thread");
    }

    @Test
    void leavesNothingOutWhenARecordThrowsSomethingElse() {
        assertThatThrownBy(() -> RecordMapper.map(new JsonObject().put("a", "x"), Throwing.class))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the settings were refused without a reason: java.lang.IllegalStateException: x");
    }

    enum Mode {
        ON,
        @Key("off")
        OFF
    }

    record Everything(
            String text,
            boolean flag,
            int small,
            long large,
            double share,
            Duration pause,
            Mode mode,
            @Nullable Path file,
            JsonObject json,
            List<String> names,
            Map<String, Long> limits,
            Inner inner,
            @Key("class") String type,
            Optional<String> maybe,
            @Nullable Object any) {}

    /** With defaults for some keys. */
    record Forecast(String city, int days, @Nullable String unit) {
        @SuppressWarnings("NullAway") // as in agents, which nothing checks for null
        static final Forecast DEFAULT = new Forecast(null, 5, null);
    }

    record Inner(String host, int port) {
        static final Inner DEFAULT = new Inner("localhost", 8080);

        Inner {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port is " + port + " but must be from 1 to 65535");
            }
        }
    }

    record Outer(Inner server) {
        static final Outer DEFAULT = new Outer(new Inner("example.org", 2));
    }

    record Renamed(@Key("class") String type, @Nullable JsonObject config) {
        @ShortForm
        static Renamed of(String type) {
            if (type.isEmpty()) {
                throw new IllegalArgumentException("must be a class name");
            }
            return new Renamed(type, null);
        }
    }

    record Brief(Renamed plugin) {}

    record Secret(String password) {}

    record Unmappable(Thread thread) {}

    record Throwing(String a) {
        Throwing {
            throw new IllegalStateException(a);
        }
    }
}
