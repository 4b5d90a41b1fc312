package dev.baton.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;

/** Certificates that vouch for themselves, made by the JDK's keytool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "it";

    private Certificates() {}

    /**
     * A key and a certificate, as a key store and as PEM files.
     *
     * @param store to be used by clients
     * @param cert the certificate's file
     * @param key the key's file
     */
    public record Pair(KeyStore store, Path cert, Path key) {
        /** What {@code store} is locked with. */
        public char[] password() {
            return PASSWORD.toCharArray();
        }

        /** The certificate. */
        public Certificate certificate() throws GeneralSecurityException {
            return store.getCertificate(ALIAS);
        }
    }

    /** A new pair for {@code name} in {@code folder}; takes the place of an earlier one. */
    public static Pair make(Path folder, String name) throws IOException, GeneralSecurityException {
        return make(folder, name, "");
    }

    /** @param options of keytool, besides those that all have */
    static Pair make(Path folder, String name, String options) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        Files.deleteIfExists(file);
        Shell.Result made = Shell.run(
                "\"$JAVA/bin/keytool\" -genkeypair -alias " + ALIAS
                        + " -keyalg EC -groupname secp256r1 -validity 2 -dname CN="
                        + name
                        + " -ext san=dns:localhost,ip:127.0.0.1 " + options
                        + " -storetype PKCS12 -keystore \"$FILE\" -storepass "
                        + PASSWORD,
                Map.of("JAVA", System.getProperty("java.home"), "FILE", file.toString()));
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
        return new Pair(
                store,
                write(
                        folder.resolve(name + ".crt"),
                        "CERTIFICATE",
                        store.getCertificate(ALIAS).getEncoded()),
                write(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()));
    }

    private static Path write(Path file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
