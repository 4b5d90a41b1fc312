package dev.baton.runtime.probe;

import dev.baton.process.Check;
import dev.baton.process.ProcessSignal;
import dev.baton.process.Surroundings;
import dev.baton.runtime.TimingWheel;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks a command, whose exit code 0 is good. What it leaves behind when it ends, or when it is given up, is killed. */
final class ExecQuestion implements Question {
    private final Trees trees;
    private final Launch launch;
    private final TimingWheel.Loop loop;
    private final Executor readers;

    /** @param readers run what reads the command's output, one thread for each of two streams */
    ExecQuestion(
            Trees trees,
            Check.Exec check,
            Surroundings surroundings,
            String agent,
            TimingWheel.Loop loop,
            Executor readers) {
        this.trees = trees;
        this.launch = new Launch(check.command(), surroundings, Map.of(), agent);
        this.loop = loop;
        this.readers = readers;
    }

    @Override
    public Asked ask() {
        Run run = new Run();
        trees.begin(launch)
                .whenComplete((tree, failure) -> loop.run(() -> {
                    if (tree == null) {
                        run.answer.complete("it can't be run: " + why(failure));
                    } else {
                        run.begun(tree);
                    }
                }));
        return run;
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return Trouble.line(cause == null ? "" : String.valueOf(cause.getMessage()));
    }

    private final class Run implements Asked {
        private final Promise<String> answer = Promise.promise();
        private final LastLine out = new LastLine();
        private final LastLine err = new LastLine();
        private @Nullable ProcessTree tree;
        private boolean givenUp;

        void begun(ProcessTree begun) {
            tree = begun;
            CompletionStage<Void> read = CompletableFuture.allOf(
                    reading(begun, () -> out.read(begun.stdout())), reading(begun, () -> err.read(begun.stderr())));
            begun.exited().thenAccept(exit -> begun.signal(ProcessSignal.KILL));
            read.thenCombine(begun.gone(), (all, exit) -> exit)
                    .whenComplete((exit, failure) -> loop.run(() -> answer.complete(
                            exit == null ? "what it wrote can't be read: " + why(failure) : judge(exit))));
            if (givenUp) {
                begun.signal(ProcessSignal.KILL);
            }
        }

        /** Who can't be read would stand still at its output for ever. */
        private CompletableFuture<Void> reading(ProcessTree begun, Runnable reader) {
            CompletableFuture<Void> reading;
            try {
                reading = CompletableFuture.runAsync(reader, readers);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                reading = CompletableFuture.failedFuture(e);
            }
            return reading.whenComplete((all, failure) -> {
                if (failure != null) {
                    begun.signal(ProcessSignal.KILL);
                }
            });
        }

        private String judge(ProcessTree.Exit exit) {
            if (exit.code() == 0) {
                return GOOD;
            }
            String said = err.text().isEmpty() ? out.text() : err.text();
            String how = exit.isBySignal() ? "ended by signal " + exit.signal() : "exit code " + exit.code();
            return said.isEmpty() ? how : how + ": " + said;
        }

        @Override
        public Future<String> answer() {
            return answer.future();
        }

        @Override
        public void giveUp() {
            givenUp = true;
            ProcessTree present = tree;
            if (present != null) {
                present.signal(ProcessSignal.KILL);
            }
        }
    }
}
