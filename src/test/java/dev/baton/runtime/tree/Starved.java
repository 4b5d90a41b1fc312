package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import dev.baton.process.ProcessSignal;
import dev.baton.runtime.tree.Grove.Planted;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A JVM that can open no more files when the leader of a tree ends whose other process has left the session. */
final class Starved {
    /** Nobody but the leader is in its group once it has said both. */
    private static final String SCRIPT = "(setsid sh -c 'echo up; exec sleep 1000' &) ; echo in; exec sleep 1001";

    private Starved() {}

    /** Takes the folder for the run file; says who is left of the tree. */
    public static void main(String... arguments) {
        try (Grove grove = Grove.in(Path.of(arguments[0]), Orphans.KILL)) {
            // So that all classes are there: they are files too.
            Planted first = grove.plant("first", SCRIPT).awaitText("up").awaitText("in");
            first.tree().signal(ProcessSignal.KILL);
            first.awaitGone();
            Planted second = grove.plant("second", SCRIPT).awaitText("up").awaitText("in");
            Grove.result(second.tree().members());

            Deque<Integer> all = openAll();
            LibC.kill((int) second.tree().pid(), ProcessSignal.KILL.number());
            LibC.kill(-(int) second.tree().pid(), ProcessSignal.KILL.number());
            Grove.result(second.tree().exited());
            CompletionStage<List<ProcessTree.Member>> members = second.tree().members();
            // Twice to the loop and back: it has looked meanwhile.
            Grove.result(first.tree().members());
            Grove.result(first.tree().members());
            boolean isGone = second.tree().gone().toCompletableFuture().isDone();
            all.forEach(LibC::close);

            System.out.println(
                    "gone: " + isGone + ", left: " + Grove.result(members).size());
        }
    }

    private static Deque<Integer> openAll() {
        Deque<Integer> all = new ArrayDeque<>();
        for (int fd = open(); fd >= 0; fd = open()) {
            all.push(fd);
        }
        return all;
    }

    private static int open() {
        return LibC.open("/dev/null", LibC.O_RDONLY | LibC.O_CLOEXEC, 0);
    }
}
