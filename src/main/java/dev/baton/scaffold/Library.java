package dev.baton.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Baton as a library, in the form of a Maven repository that comes along with the project: whoever gets the project can build
 * it, whether or not he has Baton.
 */
final class Library {
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final int SHORT = 8;

    private final String version;
    private final byte[] jar;
    private final byte[] pom;

    private Library(String version, byte[] jar, byte[] pom) {
        this.version = version;
        this.jar = jar;
        this.pom = pom;
    }

    static Library of(OwnPom own, OwnClasses classes) throws IOException {
        byte[] jar = classes.asJar(own.version());
        String version = version(own.version(), jar);
        return new Library(version, jar, own.ofLibrary(version).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Maven keeps what it has once read of a version. One that is still worked on is therefore told apart by what is in it, by a name
     * that does not end as a snapshot's.
     */
    private static String version(String version, byte[] jar) {
        return version.endsWith(SNAPSHOT) ? version + "." + sha1(jar).substring(0, SHORT) : version;
    }

    /** What it is depended on as. */
    String version() {
        return version;
    }

    /** Its files, where Maven looks for them in the repository {@code folder}. */
    List<Part> parts(String folder) {
        String stem = folder + "/dev/baton/baton/" + version + "/baton-" + version;
        return List.of(
                new Part(stem + ".jar", jar),
                Part.text(stem + ".jar.sha1", sha1(jar) + "\n"),
                new Part(stem + ".pom", pom),
                Part.text(stem + ".pom.sha1", sha1(pom) + "\n"));
    }

    private static String sha1(byte[] content) {
        try {
            // What Maven checks by.
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
