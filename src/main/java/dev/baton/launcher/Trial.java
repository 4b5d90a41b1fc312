package dev.baton.launcher;

import dev.baton.cli.ExitCodes;
import dev.baton.cli.Foreground.Request;
import dev.baton.process.Surroundings;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree;
import dev.baton.runtime.tree.Trees;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code baton run --nodes}: begins the nodes of a cluster, each in a JVM of its own, hands on what they say, and stays until
 * all have ended. None outlives this process, whatever becomes of it. Works on the main thread, which waits.
 */
final class Trial {
    /** So that a config can tell nodes apart where no setting does. */
    private static final String NAME_OF_NODE = "NODE";

    private static final int TERMINATED = 143;

    private final Request request;
    private final List<TrialNode> nodes;
    private final UnaryOperator<String> painted;
    private final Consumer<String> systemd;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, ProcessTree> running = new LinkedHashMap<>();
    private boolean asked;

    /**
     * A trial that has not begun.
     *
     * @param painted a node's name as it is shown
     * @param systemd is told how this process is; the nodes tell nobody
     */
    Trial(
            Request request,
            List<TrialNode> nodes,
            UnaryOperator<String> painted,
            Consumer<String> systemd,
            PrintStream out,
            PrintStream err) {
        this.request = request;
        this.nodes = nodes;
        this.painted = painted;
        this.systemd = systemd;
        this.out = out;
        this.err = err;
    }

    /** Returns the worst of their exit codes. */
    int run() {
        introduce();
        Trees trees = new Trees();
        try (StopSignals signals =
                StopSignals.listen(reason -> stop(), this::refuseToReload, TerminalSize.find() != null, err)) {
            signals.startedListening();
            List<CompletableFuture<Integer>> codes =
                    nodes.stream().map(node -> life(trees, node)).toList();
            ready();
            int worst = codes.stream()
                    .map(CompletableFuture::join)
                    .max(Integer::compare)
                    .orElse(ExitCodes.DONE);
            trees.end().toCompletableFuture().join();
            return worst;
        }
    }

    private void introduce() {
        out.println(nodes.size() == 1 ? "One node of a cluster:" : nodes.size() + " nodes of one cluster:");
        for (TrialNode node : nodes) {
            String asking = node.socket() == null ? "" : "  baton ps --socket " + node.socket();
            out.println("  " + painted.apply(node.name()) + asking + "  " + node.url());
        }
        out.println("Ctrl-C stops them all.");
        out.flush();
    }

    /** From its beginning to its end, which is that of what it says too. */
    private CompletableFuture<Integer> life(Trees trees, TrialNode node) {
        String tag = painted.apply(node.name()) + " | ";
        return trees.begin(new Launch(
                        SameJava.command(arguments(node)),
                        Surroundings.DEFAULT,
                        Map.of(NAME_OF_NODE, node.name()),
                        node.name()))
                .thenCompose(tree -> {
                    begun(node, tree);
                    CompletionStage<Void> said = tree.drain(new TaggedLines(tag, out), new TaggedLines(tag, err));
                    return tree.exited().thenCombine(said, (exit, nothing) -> ended(node, exit));
                })
                .exceptionally(failure -> {
                    err.println(node.name() + " could not be begun: " + failure.getMessage());
                    return ExitCodes.FAILED;
                })
                .toCompletableFuture();
    }

    private List<String> arguments(TrialNode node) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        request.files().forEach(file -> arguments.add(file.toString()));
        Stream.concat(request.overrides().stream(), node.overrides().stream()).forEach(override -> {
            arguments.add("--set");
            arguments.add(override);
        });
        return arguments;
    }

    private synchronized void begun(TrialNode node, ProcessTree tree) {
        running.put(node.name(), tree);
        if (asked) {
            terminate(tree);
        }
    }

    private synchronized int ended(TrialNode node, ProcessTree.Exit exit) {
        running.remove(node.name());
        if (!asked) {
            String others = running.isEmpty() ? "" : "; " + String.join(", ", running.keySet()) + " still there";
            err.println(node.name() + how(exit) + others);
        }
        if (asked && exit.code() == TERMINATED) {
            // It was told before it could listen.
            return ExitCodes.DONE;
        }
        return exit.isKnown() && !exit.isBySignal() ? exit.code() : ExitCodes.FAILED;
    }

    private static String how(ProcessTree.Exit exit) {
        return exit.isBySignal() ? " was ended by signal " + exit.signal() : " has ended with code " + exit.code();
    }

    private synchronized void ready() {
        if (asked) {
            return;
        }
        systemd.accept("READY=1\nSTATUS="
                + (nodes.size() == 1 ? "One node of a cluster" : nodes.size() + " nodes of one cluster"));
    }

    private synchronized void stop() {
        asked = true;
        systemd.accept("STOPPING=1");
        running.values().forEach(Trial::terminate);
    }

    /** Only the node itself, for it stops its agents in order. */
    private static void terminate(ProcessTree tree) {
        ProcessHandle.of(tree.pid()).ifPresent(ProcessHandle::destroy);
    }

    private void refuseToReload() {
        err.println("Each node reads its config again when it is told so: baton reload --socket PATH");
    }
}
