package dev.baton.k8s;

import dev.baton.testing.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Map;

/** The Secret that users make for TLS between nodes. */
final class Tls {
    private Tls() {}

    /** Its files for {@code node}, signed by {@code authority}. */
    static Map<String, String> secret(Authority authority, String node) throws IOException, GeneralSecurityException {
        Authority.Issued issued = authority.issue(node);
        return Map.of(
                "tls.crt", Files.readString(issued.cert()),
                "tls.key", Files.readString(issued.key()),
                "ca.crt", Files.readString(authority.certificate()));
    }
}
