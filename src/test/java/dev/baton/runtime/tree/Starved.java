package dev.baton.runtime.tree;

import com.sun.jna.NativeLibrary;
import dev.baton.process.Orphans;
import dev.baton.process.ProcessSignal;
import dev.baton.runtime.tree.Grove.Planted;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A JVM that can open no more files when the leader of a tree ends whose other process has left the session. */
final class Starved {
    /** Nobody but the leader is in its group once it has said both. */
    private static final String SCRIPT = "(setsid sh -c 'echo up; exec sleep 1000' &) ; echo in; exec sleep 1001";

    private static final int OPEN_FILES = 7;
    private static final long NONE_MORE = 3;
    private static final long MANY = 512;

    private Starved() {}

    /** Takes the folder for the run file; says who is left of the tree. */
    public static void main(String... arguments) {
        try (Grove grove = Grove.in(Path.of(arguments[0]), Orphans.KILL)) {
            // So that all classes are there: they are files too.
            Planted first = planted(grove, "first");
            endLeader(first);
            Grove.result(first.tree().members());
            first.tree().signal(ProcessSignal.KILL);
            first.awaitGone();
            Planted second = planted(grove, "second");

            limit(NONE_MORE);
            endLeader(second);
            CompletionStage<List<ProcessTree.Member>> members = second.tree().members();
            // Twice to the loop and back: it has looked meanwhile.
            Grove.result(first.tree().members());
            Grove.result(first.tree().members());
            boolean isGone = second.tree().gone().toCompletableFuture().isDone();
            boolean isAnswered = members.toCompletableFuture().isDone();
            limit(MANY);

            System.out.println("gone: " + isGone + ", answered: " + isAnswered + ", left: "
                    + Grove.result(members).size());
        }
    }

    private static Planted planted(Grove grove, String agent) {
        Planted planted = grove.plant(agent, SCRIPT).awaitText("up").awaitText("in");
        Grove.result(planted.tree().members());
        return planted;
    }

    private static void endLeader(Planted planted) {
        LibC.kill((int) planted.tree().pid(), ProcessSignal.KILL.number());
        Grove.result(planted.tree().exited());
    }

    /** Those that are open stay so. See setrlimit(2). */
    private static void limit(long openFiles) {
        byte[] softAndHard = ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(openFiles)
                .putLong(MANY)
                .array();
        int failed = NativeLibrary.getInstance("c")
                .getFunction("setrlimit")
                .invokeInt(new Object[] {OPEN_FILES, softAndHard});
        if (failed != 0) {
            throw new AssertionError("the limit of open files can't be set");
        }
    }
}
