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
import org.jspecify.annotations.Nullable;

/**
 * A start of an agent that is a program. It has ended when nothing of the program's tree is left and all it wrote has been
 * read.
 */
final class ProgramBody implements Body {
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
    private volatile long pid = NONE;
    private @Nullable ProcessTree tree;
    private boolean ready;
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
            Probes probes) {
        this.spec = spec;
        this.process = Objects.requireNonNull(spec.process());
        this.incarnation = incarnation;
        this.gates = gates;
        this.mailbox = mailbox;
        this.loop = loop;
        this.trees = trees;
        this.outputs = outputs;
        this.probing = probes.of(spec, new Witness(this, mailbox, this::ready));
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
        gates.setup().pass(() -> onLoop(this::begin));
    }

    private void begin() {
        if (stopping) {
            end(Ending.SUCCESS);
            return;
        }
        probing.environment()
                .onSuccess(this::begin)
                .onFailure(failure -> end(new Ending(TerminationStatus.ERROR, String.valueOf(failure.getMessage()))));
    }

    private void begin(Map<String, String> extraEnv) {
        Executable.Program program = (Executable.Program) process.executable();
        trees.begin(new Launch(program.command(), process.surroundings(), extraEnv, name()).andAdoptable())
                .whenComplete((begun, failure) -> onLoop(() -> {
                    if (begun == null) {
                        end(new Ending(TerminationStatus.ERROR, "it can't be started: " + why(failure)));
                    } else {
                        begun(begun);
                    }
                }));
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
    }

    private void begun(ProcessTree begun) {
        tree = begun;
        pid = begun.pid();
        CompletionStage<Void> drained = begun.drain(
                new Carried(heard(outputs.open(name(), false))), new Carried(heard(outputs.open(name(), true))));
        begun.exited().thenAccept(exit -> onLoop(() -> exited(begun)));
        drained.thenCompose(allRead -> begun.gone()).thenAccept(exit -> onLoop(() -> end(ending(exit))));
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

    private Ending ending(ProcessTree.Exit exit) {
        if (stopping) {
            return killed
                    ? new Ending(TerminationStatus.WARNING, "it did not stop when asked and was killed")
                    : Ending.SUCCESS;
        }
        if (!exit.isKnown()) {
            return new Ending(TerminationStatus.ERROR, "it ended; how is not known, because an earlier Baton began it");
        }
        if (spec.supervision().restart().successExitCodes().contains(exit.code())) {
            ready();
            return Ending.SUCCESS;
        }
        return new Ending(
                TerminationStatus.ERROR,
                exit.isBySignal() ? "it was ended by signal " + exit.signal() : "it exited with code " + exit.code());
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            pid = NONE;
            probing.close();
            mailbox.send(new Signal.Ended(this, ending));
        }
    }

    @Override
    public void stop() {
        if (!stopping) {
            stopping = true;
            probing.end();
            gates.setup().open();
            ProcessTree present = tree;
            if (present != null) {
                present.signal(process.stopSignal());
            }
        }
    }

    /** A program has been asked by its signal; there is nothing between that and {@link #kill()}. */
    @Override
    public void interrupt() {}

    @Override
    public boolean kill() {
        stopping = true;
        killed = true;
        probing.end();
        ProcessTree present = tree;
        if (present != null) {
            present.signal(ProcessSignal.KILL);
        }
        return true;
    }

    @Override
    public boolean pause() {
        ProcessTree present = tree;
        if (present == null) {
            return false;
        }
        probing.pause();
        present.signal(ProcessSignal.STOP);
        mailbox.send(new Signal.Paused(this));
        return true;
    }

    @Override
    public void resume() {
        ProcessTree present = tree;
        if (present != null) {
            present.signal(ProcessSignal.CONT);
            probing.resume();
        }
    }

    @Override
    public Activity activity() {
        return new Activity(0, 0, 0, 0, 0, probing.lastSign(), "program", probing.trouble());
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
