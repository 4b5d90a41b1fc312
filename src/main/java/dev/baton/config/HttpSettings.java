package dev.baton.config;

import dev.baton.settings.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code http}, which is read and checked but can't be enabled yet.
 *
 * @param tls null for plain HTTP
 * @param allowedHosts names that clients may use for this host besides its address
 */
record HttpSettings(
        boolean enabled,
        String host,
        int port,
        List<Token> tokens,
        @Nullable Tls tls,
        List<String> allowedHosts) {

    static final HttpSettings DEFAULT = new HttpSettings(false, "127.0.0.1", 8080, List.of(), null, List.of());

    HttpSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + " but must be from 1 to 65535");
        }
    }

    /** What the bearer of a token may do. */
    enum Role {
        @Key("viewer")
        VIEWER,
        @Key("operator")
        OPERATOR,
        @Key("admin")
        ADMIN
    }

    /** One token, known by its hash, or found in an environment variable or a file. */
    record Token(
            String name,
            Role role,
            @Nullable String hash,
            @Nullable String env,
            @Nullable Path file) {
        Token {
            int given = (hash == null ? 0 : 1) + (env == null ? 0 : 1) + (file == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException(
                        "the token '" + name + "' has " + given + " of hash, env and file but must have exactly one");
            }
            if (hash != null && !hash.toLowerCase(Locale.ROOT).matches("sha256:[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "hash must be sha256: and the 64 hexadecimal digits of the token's hash");
            }
        }
    }

    /** PEM files. */
    record Tls(Path cert, Path key, @Nullable Path clientCa) {}
}
