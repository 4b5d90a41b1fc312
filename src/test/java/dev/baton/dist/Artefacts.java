package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files that the build has made, and what is in them. */
final class Artefacts {
    private static final int AR_HEADER = 60;
    private static final int AR_MAGIC = 8;

    private Artefacts() {}

    static String version() {
        return Objects.requireNonNull(System.getProperty("baton.version"));
    }

    /** The version as Debian writes it: one that leads to a release is before it. */
    static String debianVersion() {
        return version().replace('-', '~');
    }

    /** A file beside the jars; it must be there. */
    static Path file(String name) {
        Path file = Path.of(System.getProperty("baton.build"), name);
        assertThat(file).as("mvn -Pdist makes it").isRegularFile();
        return file;
    }

    static Path tar() {
        return file("baton-" + version() + ".tar.gz");
    }

    static Path deb() {
        return file("baton_" + debianVersion() + "_all.deb");
    }

    /** Unpacks an archive of ar, and returns the names in it. */
    static Map<String, Path> unpackAr(Path archive, Path into) {
        try {
            byte[] bytes = Files.readAllBytes(archive);
            Map<String, Path> members = new LinkedHashMap<>();
            for (int at = AR_MAGIC; at < bytes.length; ) {
                String header = new String(bytes, at, AR_HEADER, StandardCharsets.US_ASCII);
                String name = header.substring(0, 16).strip().replaceFirst("/$", "");
                int size = Integer.parseInt(header.substring(48, 58).strip());
                Path member = into.resolve(name);
                Files.write(member, java.util.Arrays.copyOfRange(bytes, at + AR_HEADER, at + AR_HEADER + size));
                members.put(name, member);
                at += AR_HEADER + size + size % 2;
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a tar holds: path to permissions, owner and group, such as {@code -rw-r--r-- root/root}. */
    static Map<String, String> list(Path tar) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String line : Programs.run("tar", "-tvzf", tar.toString())) {
            String[] words = line.split(" +", 6);
            entries.put(words[5].replaceFirst("^\\./", ""), words[0] + " " + words[1]);
        }
        return entries;
    }

    /** Unpacks a tar without its outermost folders. */
    static Path unpack(Path tar, Path into, int outermost) {
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.run("tar", "-xzf", tar.toString(), "-C", into.toString(), "--strip-components=" + outermost);
        return into;
    }
}
