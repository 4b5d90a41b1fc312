package dev.baton.control.http;

import dev.baton.command.Role;
import dev.baton.settings.Key;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code http} of a config file.
 *
 * @param enabled whether to serve HTTP
 * @param host the address to listen at
 * @param port the port to listen at
 * @param tokens who may do what; with none everybody who gets a connection may do everything
 * @param tls null for plain HTTP
 * @param allowedHosts names that clients may use for this host besides its address
 */
public record HttpSettings(
        boolean enabled,
        String host,
        int port,
        List<Token> tokens,
        @Nullable Tls tls,
        List<String> allowedHosts) {

    /** Off; at port 8080 of this machine only, for everybody on it. */
    public static final HttpSettings DEFAULT = new HttpSettings(false, "127.0.0.1", 8080, List.of(), null, List.of());

    /** @throws IllegalArgumentException with a sentence that names the setting, its value and the rule */
    public HttpSettings {
        tokens = List.copyOf(tokens);
        allowedHosts = List.copyOf(allowedHosts);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + " but must be from 1 to 65535");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty but must be an address, such as 127.0.0.1");
        }
        requireDifferentNames(tokens);
        if (enabled && !isLoopback(host) && tokens.isEmpty() && (tls == null || tls.clientCa() == null)) {
            throw new IllegalArgumentException(
                    "host is " + host + ", which others can reach, but nobody has to prove who"
                            + " they are: set http.tokens or http.tls.clientCa, or listen at 127.0.0.1");
        }
    }

    /** The same, enabled, at {@code newHost} and {@code newPort}; refused like any other settings. */
    public HttpSettings enabledAt(String newHost, int newPort) {
        return new HttpSettings(true, newHost, newPort, tokens, tls, allowedHosts);
    }

    /** Whether only this machine can reach {@code host}; a name other than localhost may lead anywhere. */
    static boolean isLoopback(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.equals("localhost")
                || plain.equals("::1")
                || plain.equals("[::1]")
                || plain.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static void requireDifferentNames(List<Token> tokens) {
        Set<String> names = new HashSet<>();
        for (Token token : tokens) {
            if (!names.add(token.name())) {
                throw new IllegalArgumentException("tokens has the name '" + token.name()
                        + "' twice, but the history tells callers apart by it: give each its own");
            }
        }
    }

    /** What the bearer of a token may do. */
    public enum TokenRole {
        /** May look. */
        @Key("viewer")
        VIEWER(Role.VIEWER),
        /** May also steer agents. */
        @Key("operator")
        OPERATOR(Role.OPERATOR),
        /** May also reload and shut down. */
        @Key("admin")
        ADMIN(Role.ADMIN);

        private final Role role;

        TokenRole(Role role) {
            this.role = role;
        }

        /** The role in the catalogue of commands. */
        public Role role() {
            return role;
        }
    }

    /**
     * One token, known by its hash, or found in an environment variable or a file.
     *
     * @param name what its bearer is called in the history
     * @param role what its bearer may do
     * @param hash {@code sha256:} and the 64 hexadecimal digits of the token's hash
     * @param env the variable that holds the token
     * @param file the file that holds the token, without the blanks around it
     */
    public record Token(
            String name,
            TokenRole role,
            @Nullable String hash,
            @Nullable String env,
            @Nullable Path file) {
        /** What a hash starts with. */
        static final String SHA256 = "sha256:";

        /** @throws IllegalArgumentException unless exactly one says which token it is */
        public Token {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name is empty but must say whose token it is");
            }
            int given = (hash == null ? 0 : 1) + (env == null ? 0 : 1) + (file == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException(
                        "the token '" + name + "' has " + given + " of hash, env and file but must have exactly one");
            }
            if (hash != null && !hash.toLowerCase(Locale.ROOT).matches(SHA256 + "[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "hash must be sha256: and the 64 hexadecimal digits of the token's hash");
            }
        }
    }

    /**
     * PEM files, read again when they change.
     *
     * @param cert the certificate chain
     * @param key its private key
     * @param clientCa whose clients are let in, null for any
     */
    public record Tls(Path cert, Path key, @Nullable Path clientCa) {}
}
