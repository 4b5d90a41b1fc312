package dev.baton.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the threads of a JVM do at a moment, as the JDK's own tool tells it. */
final class ThreadDump {
    /** Of Vert.x and Hazelcast; those of agents and of Baton's main thread may wait for whatever they like. */
    private static final Pattern POOLED = Pattern.compile("^\"(vert\\.x-(worker|internal)|hz[._]).*");

    private static final Pattern WAITS_FOR_OTHERS = Pattern.compile(
            "\\s+at .*\\.(\\w*InvocationFuture|CompletableFuture|CountDownLatch|FutureImpl)\\.\\w+\\(.*");
    private static final String EVENT_LOOP = "\"vert.x-eventloop-thread";
    private static final String STATE = "java.lang.Thread.State: ";

    private final List<List<String>> threads = new ArrayList<>();

    private ThreadDump(List<String> lines) {
        List<String> thread = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("\"") || line.startsWith("Found one Java-level deadlock")) {
                thread = new ArrayList<>();
                threads.add(thread);
            }
            if (!line.isBlank()) {
                thread.add(line);
            }
        }
    }

    static ThreadDump of(long pid) {
        return of(Programs.run(
                Path.of(System.getProperty("java.home"), "bin", "jstack").toString(), "-l", Long.toString(pid)));
    }

    static ThreadDump of(List<String> lines) {
        return new ThreadDump(lines);
    }

    /**
     * The threads that should not be as they are for long: those that are blocked or in a deadlock, event loops that wait for anything
     * but the network, and threads of a pool that wait for somebody's answer. Each with its stack.
     */
    List<String> suspects() {
        return threads.stream()
                .filter(ThreadDump::isSuspect)
                .map(thread -> String.join("\n", thread))
                .toList();
    }

    private static boolean isSuspect(List<String> thread) {
        String name = thread.get(0);
        String state =
                thread.stream().filter(line -> line.contains(STATE)).findFirst().orElse("");
        return name.startsWith("Found")
                || state.contains(STATE + "BLOCKED")
                || (name.startsWith(EVENT_LOOP) && !state.contains(STATE + "RUNNABLE"))
                || (POOLED.matcher(name).matches()
                        && !state.contains(STATE + "RUNNABLE")
                        && thread.stream()
                                .anyMatch(line -> WAITS_FOR_OTHERS.matcher(line).matches()));
    }
}
