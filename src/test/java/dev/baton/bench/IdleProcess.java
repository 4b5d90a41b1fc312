package dev.baton.bench;

import dev.baton.logging.LoggerSettings;
import dev.baton.logging.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM that deploys what waits, collects its garbage once, and prints its resident set in bytes (Linux only). */
final class IdleProcess {
    static final String AGENTS = "agents";
    static final String VERTICLES = "verticles";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KILOBYTE = 1024;

    private IdleProcess() {}

    /** Takes what to deploy, and how many. */
    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        Logging.start(LoggerSettings.DEFAULT);
        if (arguments[0].equals(AGENTS)) {
            Idlers.deployAgents(Vertxes.batons(), count);
        } else {
            Idlers.deployVerticles(Vertxes.stock(), count);
        }
        Heap.usedBytes();
        System.out.println(residentBytes());
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
