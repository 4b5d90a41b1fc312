package dev.baton.bench;

import dev.baton.logging.LoggerSettings;
import dev.baton.logging.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM that deploys what waits, collects its garbage once, and writes its resident set in bytes to a file (Linux only):
 * what it prints is log lines.
 */
final class IdleProcess {
    static final String AGENTS = "agents";
    static final String VERTICLES = "verticles";
    static final String PROGRAMS = "programs";
    static final String BARE_PROGRAMS = "programs of the JDK";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KILOBYTE = 1024;

    private IdleProcess() {}

    /** Takes what to deploy, how many, and where the figure goes. */
    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        Logging.start(LoggerSettings.DEFAULT);
        Runnable end = deploy(arguments[0], count);
        Heap.usedBytes();
        Files.writeString(Path.of(arguments[2]), Long.toString(residentBytes()));
        end.run();
        System.exit(0);
    }

    /** Returns what ends those that would outlive this JVM. */
    private static Runnable deploy(String what, int count) throws IOException {
        switch (what) {
            case AGENTS -> Idlers.deployAgents(Vertxes.batons(), count);
            case VERTICLES -> Idlers.deployVerticles(Vertxes.stock(), count);
            case PROGRAMS -> {
                return IdlePrograms.asAgents(Vertxes.batons(), count);
            }
            default -> {
                return IdlePrograms.bare(count);
            }
        }
        return () -> {};
    }

    private static long residentBytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(RESIDENT)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE;
            }
        }
        throw new IOException(STATUS + " says nothing of " + RESIDENT);
    }
}
