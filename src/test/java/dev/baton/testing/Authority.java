package dev.baton.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/** Somebody who vouches for others by certificates, made by the JDK's keytool. */
public final class Authority {
    private final Path folder;
    private final String name;
    private final Path certificate;

    private Authority(Path folder, String name, Path certificate) {
        this.folder = folder;
        this.name = name;
        this.certificate = certificate;
    }

    /** A new one, whose files lie in {@code folder}. */
    public static Authority make(Path folder, String name) throws IOException, GeneralSecurityException {
        return new Authority(
                folder, name, Certificates.make(folder, name, "-ext bc=ca:true").cert());
    }

    /** Its own certificate's file, in PEM. */
    public Path certificate() {
        return certificate;
    }

    /** The files of a key and a certificate for {@code other}, at 127.0.0.1. */
    public Issued issue(String other) throws IOException, GeneralSecurityException {
        Certificates.Pair own = Certificates.make(folder, other);
        Path signed = folder.resolve(other + "-signed.crt");
        Shell.Result made = Shell.run(
                "set -euo pipefail; K=\"$JAVA/bin/keytool\"; cd \"$FOLDER\";"
                        + " \"$K\" -certreq -alias it -keystore \"$OTHER.p12\" -storepass \"$PASSWORD\" |"
                        + " \"$K\" -gencert -alias it -keystore \"$NAME.p12\" -storepass \"$PASSWORD\" -validity 2"
                        + " -ext san=dns:localhost,ip:127.0.0.1 -rfc > \"$SIGNED\"",
                Map.of(
                        "JAVA",
                        System.getProperty("java.home"),
                        "FOLDER",
                        folder.toString(),
                        "OTHER",
                        other,
                        "NAME",
                        name,
                        "PASSWORD",
                        new String(own.password()),
                        "SIGNED",
                        signed.toString()));
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
        return new Issued(signed, own.key());
    }

    /**
     * Files in PEM.
     *
     * @param cert the certificate
     * @param key what belongs to it
     */
    public record Issued(Path cert, Path key) {}
}
