package dev.baton.runtime.tree;

import dev.baton.process.ProcessSignal;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A process that leads a session of its own, and all that came from it. What isn't final is the forest's, on its loop. */
final class Tree implements ProcessTree {
    private final Forest forest;
    private final Sprout sprout;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    private final CompletableFuture<Exit> gone = new CompletableFuture<>();

    /** Becomes readable when the leader has ended. */
    int handle = PidFd.NONE;

    long key;

    /** The leader has ended, and its number may be somebody else's. */
    boolean leaderless;

    /** Whoever is still found is to be killed. */
    boolean killing;

    /** It was told to stand still. */
    boolean halted;

    /** The last look found nobody. */
    boolean foundEmpty;

    /** Who is watched although the leader has ended: number and handle. */
    final Map<Proc, Watched> watched = new HashMap<>();

    /** What members outside of the group still have to be told. */
    final List<Untold> untold = new ArrayList<>();

    /** Who wants to know the members. */
    final List<CompletableFuture<Set<Long>>> askers = new ArrayList<>();

    /** A signal on its way; whether the group has had it. */
    record Untold(ProcessSignal signal, boolean groupTold) {}

    /** A handle and the wish to hear of it. */
    record Watched(int handle, long key) {}

    /**
     * What is known of a tree from its beginning.
     *
     * @param entry the process, and for whom
     * @param adopted whether an earlier Baton began it
     * @param in what it reads, null if nothing
     * @param out what it writes
     * @param err what it writes to its standard error output
     * @param channels the files of these pipes, if they have some; to be deleted in the end
     */
    record Sprout(
            RunFile.Entry entry, boolean adopted, @Nullable Inlet in, Pipe out, Pipe err, List<Path> channels) {}

    Tree(Forest forest, Sprout sprout) {
        this.forest = forest;
        this.sprout = sprout;
    }

    Sprout sprout() {
        return sprout;
    }

    int leader() {
        return sprout.entry().pid();
    }

    String word() {
        return sprout.entry().word();
    }

    @Override
    public boolean isAdopted() {
        return sprout.adopted();
    }

    void leaderEnded(Exit exit) {
        leaderless = true;
        exited.complete(exit);
    }

    /** Nothing is left of it. */
    void ended() {
        askers.forEach(asker -> asker.complete(Set.of()));
        Inlet in = sprout.in();
        if (in != null) {
            in.close();
        }
        sprout.out().nothingFollows();
        sprout.err().nothingFollows();
        gone.complete(exited.join());
    }

    @Override
    public long pid() {
        return sprout.entry().pid();
    }

    @Override
    public OutputStream stdin() {
        Inlet in = sprout.in();
        return in == null ? OutputStream.nullOutputStream() : in;
    }

    @Override
    public InputStream stdout() {
        return sprout.out().stream();
    }

    @Override
    public InputStream stderr() {
        return sprout.err().stream();
    }

    @Override
    public CompletionStage<Void> drain(Sink stdout, Sink stderr) {
        return sprout.out().drain(stdout).thenCombine(sprout.err().drain(stderr), (out, err) -> null);
    }

    @Override
    public CompletionStage<Exit> exited() {
        return exited.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Exit> gone() {
        return gone.minimalCompletionStage();
    }

    @Override
    public CompletionStage<List<Member>> members() {
        CompletableFuture<Set<Long>> answer = new CompletableFuture<>();
        forest.count(this, answer);
        return answer.thenApply(pids -> pids.stream().sorted().map(Tree::member).toList());
    }

    private static Member member(long pid) {
        return new Member(pid, Proc.name(pid));
    }

    @Override
    public void signal(ProcessSignal signal) {
        if (!gone.isDone()) {
            forest.signal(this, signal);
        }
    }
}
