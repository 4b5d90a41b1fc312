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

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KILOBYTE = 1024;

    private IdleProcess() {}

    /** Takes what to deploy, how many, and where the figure goes. */
    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        Logging.start(LoggerSettings.DEFAULT);
        if (arguments[0].equals(AGENTS)) {
            Idlers.deployAgents(Vertxes.batons(), count);
        } else {
            Idlers.deployVerticles(Vertxes.stock(), count);
        }
        Heap.usedBytes();
        Files.writeString(Path.of(arguments[2]), Long.toString(residentBytes()));
        System.exit(0);
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
