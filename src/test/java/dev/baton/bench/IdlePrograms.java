package dev.baton.bench;

import dev.baton.agent.AgentSpec;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.RunMode;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many programs that do nothing, begun by Baton or by the JDK. */
final class IdlePrograms {
    private static final List<String> COMMAND = List.of("sleep", "3600");

    private IdlePrograms() {}

    /** As agents; ready, which takes a second. Returns what ends them. */
    static Runnable asAgents(Vertx vertx, int count) {
        Orchestrator baton = Orchestrator.on(vertx).withSettings(Settings.of(count, RunMode.DAEMON));
        ProcessSpec process = ProcessSpec.of(new Executable.Program(COMMAND));
        for (int i = 0; i < count; i++) {
            baton.registerAgent(AgentSpec.program("agent-" + i, process));
        }
        baton.start().await();
        for (int i = 0; i < count; i++) {
            baton.agent("agent-" + i).ready().await();
        }
        return () -> baton.stop().await();
    }

    /** By the JDK, which is also told to say when they end. Returns what ends them. */
    static Runnable bare(int count) throws IOException {
        List<Process> processes = new ArrayList<>();
        List<CompletableFuture<Process>> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Process process = new ProcessBuilder(COMMAND).start();
            ends.add(process.onExit());
            processes.add(process);
        }
        return () -> {
            processes.forEach(Process::destroyForcibly);
            ends.forEach(CompletableFuture::join);
        };
    }
}
