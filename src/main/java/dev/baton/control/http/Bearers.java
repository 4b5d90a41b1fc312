package dev.baton.control.http;

import dev.baton.command.Caller;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who bears which token. Holds hashes only. Immutable. */
final class Bearers {
    private final List<Bearer> all;

    private Bearers(List<Bearer> all) {
        this.all = List.copyOf(all);
    }

    private static final class Bearer {
        private final Caller caller;
        private final byte[] hash;

        Bearer(Caller caller, byte[] hash) {
            this.caller = caller;
            this.hash = hash;
        }
    }

    /**
     * Finds all tokens, on a thread that may block.
     *
     * @throws InvalidSettings with each one that isn't where it is said to be
     */
    static Bearers of(List<HttpSettings.Token> tokens, Map<String, String> environment) {
        Findings findings = new Findings();
        List<Bearer> all = new ArrayList<>();
        for (HttpSettings.Token token : tokens) {
            hash(token, environment, findings)
                    .ifPresent(hash -> all.add(new Bearer(
                            Caller.overHttp(token.name(), token.role().role()), hash)));
        }
        if (!findings.all().isEmpty()) {
            throw new InvalidSettings(findings.all());
        }
        return new Bearers(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Who bears {@code token}; takes the same time whoever that is. */
    Optional<Caller> find(String token) {
        byte[] hash = sha256(token);
        Caller found = null;
        for (Bearer bearer : all) {
            if (MessageDigest.isEqual(hash, bearer.hash)) {
                found = bearer.caller;
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<byte[]> hash(HttpSettings.Token token, Map<String, String> environment, Findings findings) {
        if (token.hash() != null) {
            return Optional.of(HexFormat.of().parseHex(token.hash().substring(HttpSettings.Token.SHA256.length())));
        }
        String where = "http.tokens";
        String value = "";
        if (token.env() != null) {
            value = environment.getOrDefault(token.env(), "");
            if (value.isBlank()) {
                findings.error(
                        where,
                        "the token '" + token.name() + "' should be in the environment variable " + token.env()
                                + ", which is empty or not set: set it");
            }
        } else if (token.file() != null) {
            value = read(token.name(), token.file(), findings);
        }
        return value.isBlank() ? Optional.empty() : Optional.of(sha256(value.strip()));
    }

    private static String read(String name, Path file, Findings findings) {
        String value = "";
        try {
            value = Files.readString(file);
        } catch (IOException e) {
            findings.error("http.tokens", "the token '" + name + "' can't be read from " + file + ": " + e);
            return value;
        }
        if (value.isBlank()) {
            findings.error("http.tokens", "the token '" + name + "' should be in " + file + ", which is empty");
        }
        return value;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
