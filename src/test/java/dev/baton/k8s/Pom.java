package dev.baton.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one place where Baton's version stands. */
final class Pom {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>baton</artifactId>\\s*<version>([^<]+)</version>");

    private Pom() {}

    static String version() {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(Path.of("pom.xml")));
            if (!matcher.find()) {
                throw new AssertionError("pom.xml has no version");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
