package dev.baton.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The Javas of this machine that Baton runs on: the one the tests run on, and those beside it. */
public final class Jdks {
    private static final int MINIMUM = 17;

    private Jdks() {}

    /** The oldest. */
    public static Path oldest() {
        return all().get(0);
    }

    /** The newest. */
    public static Path newest() {
        List<Path> all = all();
        return all.get(all.size() - 1);
    }

    private static List<Path> all() {
        Path own = Path.of(System.getProperty("java.home"));
        try (Stream<Path> neighbours = Files.list(own.getParent())) {
            return Stream.concat(Stream.of(own), neighbours.filter(path -> !Files.isSymbolicLink(path)))
                    .filter(home -> version(home) >= MINIMUM)
                    .sorted(Comparator.comparingInt(Jdks::version))
                    .toList();
        } catch (IOException e) {
            return List.of(own);
        }
    }

    /** The version of a JDK, 0 if there is none in that folder. */
    public static int version(Path home) {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replaceAll("\"|[.\\-+].*", "");
        return Files.isExecutable(home.resolve("bin/java")) ? Integer.parseInt(version) : 0;
    }
}
