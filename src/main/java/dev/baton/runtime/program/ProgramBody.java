package dev.baton.runtime.program;

import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.Signal;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.probe.Probing;
import dev.baton.runtime.probe.Witness;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A start of an agent that is a program. It has ended when nothing of the program's tree is left and all it wrote has been
 * read.
 */
final class ProgramBody implements Body {
    private static final long NAME_AFTER_MILLIS = 1_000;
    private static final long NONE = -1;

    private final AgentSpec spec;
    private final ProcessSpec process;
    private final long incarnation;
    private final Gates gates;
    private final Mailbox<Signal> mailbox;
    private final Context loop;
    private final Trees trees;
    private final Output.Streams outputs;
    private final Probing probing;
    private final LongSupplier nanoTime;
    private volatile long pid = NONE;
    private volatile Activity activity = activity(0, 0, 0);
    private long begunAt;
    private @Nullable ProcessTree tree;
    private long nameTimer = NONE;
    private boolean ready;
    private boolean heldUp;
    private boolean paused;
    private boolean stopping;
    private boolean killed;
    private boolean over;

    ProgramBody(
            AgentSpec spec,
            long incarnation,
            Gates gates,
            Mailbox<Signal> mailbox,
            Context loop,
            Trees trees,
            Output.Streams outputs,
            Probes probes,
            LongSupplier nanoTime) {
        this.spec = spec;
        this.process = Objects.requireNonNull(spec.process());
        this.incarnation = incarnation;
        this.gates = gates;
        this.mailbox = mailbox;
        this.loop = loop;
        this.trees = trees;
        this.outputs = outputs;
        this.probing = probes.of(spec, new Witness(this, mailbox, this::ready));
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public void start() {
        heldUp = !gates.setup().isOpen();
        gates.setup().pass(() -> onLoop(this::passedGate));
    }

    private void passedGate() {
        if (over) {
            return; // It was stopped while it was held up.
        }
        if (heldUp) {
            heldUp = false;
            mailbox.send(new Signal.PassedGate(this));
        }
        begin();
    }

    private void begin() {
        probing.environment()
                .onSuccess(this::begin)
                .onFailure(failure ->
                        end(new Ending(TerminationStatus.ERROR, String.valueOf(failure.getMessage())), Map.of()));
    }

    private void begin(Map<String, String> extraEnv) {
        if (stopping) {
            end(Ending.SUCCESS, Map.of());
            return;
        }
        Executable.Program program = (Executable.Program) process.executable();
        Launch launch = new Launch(program.command(), process.surroundings(), extraEnv, name()).andAdoptable();
        trees.begin(launch)
                .whenComplete((begun, failure) -> onLoop(() -> {
                    if (begun == null) {
                        end(new Ending(TerminationStatus.ERROR, "it can't be started: " + why(failure)), Map.of());
                    } else {
                        begun(begun, launch);
                    }
                }));
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
    }

    private void begun(ProcessTree begun, Launch launch) {
        tree = begun;
        pid = begun.pid();
        begunAt = nanoTime.getAsLong();
        LastWords lastWords = new LastWords();
        CompletionStage<Void> drained =
                begun.drain(heard(outputs.open(name(), false)), lastWords.listenIn(heard(outputs.open(name(), true))));
        begun.exited().thenAccept(exit -> onLoop(() -> exited(begun)));
        drained.thenCompose(allRead -> begun.gone())
                .thenAccept(exit ->
                        onLoop(() -> end(ending(exit, launch, lastWords.line()), Verdict.facts(begun.pid(), exit))));
        if (killed) {
            begun.signal(ProcessSignal.KILL);
        } else if (stopping) {
            begun.signal(process.stopSignal());
        } else {
            probing.begin(pid);
        }
    }

    private void ready() {
        if (!ready && !over) {
            ready = true;
            mailbox.send(new Signal.Ready(this));
        }
    }

    private Output heard(Output output) {
        return probing.isListening() ? new Overheard(output, probing) : output;
    }

    /** The program itself has ended; whatever else it began has to go too. */
    private void exited(ProcessTree ended) {
        probing.end();
        ended.signal(stopping && !killed ? process.stopSignal() : ProcessSignal.KILL);
    }

    private Ending ending(ProcessTree.Exit exit, Launch launch, String lastLine) {
        if (stopping) {
            return Verdict.afterStop(killed);
        }
        Ending ending = Verdict.of(exit, spec.supervision().restart().successExitCodes(), launch, lastLine);
        if (ending.status().isSuccess()) {
            ready();
        }
        return ending;
    }

    private void end(Ending ending, Map<String, Object> facts) {
        if (!over) {
            over = true;
            loop.owner().cancelTimer(nameTimer);
            pid = NONE;
            probing.close();
            if (tree != null) {
                activity = activity(
                        1, nanoTime.getAsLong() - begunAt, ending.status().isSuccess() ? 0 : 1);
            }
            mailbox.send(new Signal.Ended(this, ending, facts));
        }
    }

    @Override
    public void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        probing.end();
        ProcessTree present = tree;
        if (present != null) {
            present.signal(process.stopSignal());
            if (paused) {
                present.signal(ProcessSignal.CONT);
            }
            nameTimer = loop.owner().setTimer(NAME_AFTER_MILLIS, ignored -> nameWhoIsLeft(false));
        } else if (heldUp) {
            end(Ending.SUCCESS, Map.of());
        }
    }

    /** A program has been asked by its signal; there is nothing between that and {@link #kill()} but to say who is left. */
    @Override
    public void interrupt() {
        nameWhoIsLeft(true);
    }

    private void nameWhoIsLeft(boolean isLate) {
        ProcessTree present = tree;
        if (present != null && !over) {
            present.members()
                    .thenAccept(members -> onLoop(() -> {
                        if (!over && !members.isEmpty()) {
                            mailbox.send(new Signal.StillThere(this, Lingerers.words(members), isLate));
                        }
                    }));
        }
    }

    @Override
    public boolean kill() {
        stopping = true;
        killed = true;
        probing.end();
        ProcessTree present = tree;
        if (present != null) {
            present.signal(ProcessSignal.KILL);
            loop.owner().cancelTimer(nameTimer);
            nameTimer = loop.owner().setTimer(NAME_AFTER_MILLIS, ignored -> nameWhoIsLeft(false));
        } else if (heldUp) {
            end(Verdict.afterStop(false), Map.of());
        }
        return true;
    }

    @Override
    public boolean pause() {
        ProcessTree present = tree;
        if (present == null) {
            return false;
        }
        paused = true;
        probing.pause();
        present.signal(ProcessSignal.STOP);
        mailbox.send(new Signal.Paused(this));
        return true;
    }

    @Override
    public void resume() {
        ProcessTree present = tree;
        if (present != null) {
            paused = false;
            present.signal(ProcessSignal.CONT);
            probing.resume();
        }
    }

    @Override
    public Activity activity() {
        return activity.withSign(probing.lastSign(), probing.trouble());
    }

    /** A run from begin to end is one execution. */
    private static Activity activity(long runs, long nanos, long failures) {
        return new Activity(runs, nanos, nanos, failures, 0, Activity.IDLE, "program", "");
    }

    @Override
    public long cpuNanos() {
        return NONE;
    }

    @Override
    public long pid() {
        return pid;
    }

    private void onLoop(Runnable task) {
        loop.runOnContext(ignored -> task.run());
    }
}
