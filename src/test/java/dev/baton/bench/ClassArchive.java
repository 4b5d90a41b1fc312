package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a program loads, made of a run of it, as {@code bin/baton} makes one for Baton. Its files are
 * put beside each other in a folder.
 */
final class ClassArchive {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** From here on a cache is made in one step. */
    private static final int FIRST_WITH_CACHE = 25;

    private final Path archive;
    private final Path classes;

    ClassArchive(Path folder) {
        this.archive = folder.resolve("archive");
        this.classes = folder.resolve("classes");
    }

    private static boolean isCache() {
        return Runtime.version().feature() >= FIRST_WITH_CACHE;
    }

    /** For the run that is recorded; it has to end by itself. */
    String recording() {
        return isCache() ? "-XX:AOTCacheOutput=" + archive : "-XX:DumpLoadedClassList=" + classes;
    }

    /** Makes the archive after that run. */
    void make(String classpath) throws IOException, InterruptedException {
        if (isCache()) {
            return;
        }
        Process dump = new ProcessBuilder(List.of(
                        JAVA.toString(),
                        "-Xshare:dump",
                        "-Xlog:disable",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classpath))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!dump.waitFor(2, TimeUnit.MINUTES) || dump.exitValue() != 0) {
            throw new IllegalStateException("there is no archive of " + classpath);
        }
    }

    /** For the runs that use it. */
    String use() {
        return (isCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }
}
