package dev.baton.k8s;

import dev.baton.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/** The Secret that users make for TLS between nodes. */
final class Tls {
    /** What it is called. */
    static final String SECRET = "baton-cluster-tls";

    private Tls() {}

    /** Its files, which are made in {@code folder}: a certificate that all pods share, and that vouches for itself. */
    static Map<String, String> files(Path folder) throws IOException, GeneralSecurityException {
        Certificates.Pair made = Certificates.make(folder, "node");
        return Map.of(
                "tls.crt", Files.readString(made.cert()),
                "tls.key", Files.readString(made.key()),
                "ca.crt", Files.readString(made.cert()));
    }
}
