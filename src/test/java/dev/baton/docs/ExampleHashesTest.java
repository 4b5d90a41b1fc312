package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples are copied, with their hashes: none is of a token that anybody would try. */
class ExampleHashesTest {
    private static final Pattern HASH = Pattern.compile("sha256:([0-9A-Fa-f]{64})");
    private static final String WORDS =
            "test password passwd secret token admin changeme baton example ops operator viewer deploy grafana prometheus"
                    + " hello foo bar letmein 123456 12345678 qwerty default root user guest demo abc";
    private static final Set<String> GUESSED = Stream.concat(Stream.of(""), Stream.of(WORDS.split(" ")))
            .map(ExampleHashesTest::hash)
            .collect(Collectors.toSet());

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Path> files() throws IOException {
        Stream.Builder<Path> files = Stream.builder();
        for (String folder : List.of("docs", "config", "k8s", "src/dist")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(file -> file.toString().matches(".*\\.(md|ya?ml)"))
                        .sorted()
                        .forEach(files);
            }
        }
        return files.add(Path.of("README.md")).build();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noHashIsOfAWordThatAnybodyWouldTry(Path file) throws IOException {
        assertThat(HASH.matcher(Files.readString(file))
                        .results()
                        .map(hash -> hash.group(1).toLowerCase(Locale.ROOT)))
                .doesNotContainAnyElementsOf(GUESSED);
    }
}
