package dev.baton.runtime.child;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginClass;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.logging.LogRecord;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gate;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.Signal;
import dev.baton.runtime.probe.Probing;
import dev.baton.runtime.probe.Witness;
import dev.baton.runtime.program.LastWords;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.tree.ProcessTree;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A start of a Java agent in a JVM of its own. The agent's life is lived there; here is who speaks for it. It has ended when
 * nothing of the JVM's process tree is left, and all it wrote and said has been read.
 */
final class ChildBody implements Body, ChildLink.Ear {
    private static final long NONE = -1;
    private static final long GOODBYE_MILLIS = 5_000;
    private static final long REPORT_MILLIS = 500;
    private static final long QUICKEST_REPORT_MILLIS = 50;
    private static final int REPORTS_PER_LIVENESS = 4;
    private static final long MOST_WAITING_BYTES = 64L << 20;
    private static final String PROCESS = "process";

    private final AgentSpec spec;
    private final ProcessSpec process;
    private final long incarnation;
    private final Gates gates;
    private final Mailbox<Signal> mailbox;
    private final Nursery nursery;
    private final Report report;
    private final Customs customs = new Customs();
    private final LastWords lastWords = new LastWords();
    private final Probing probing;
    private final CompletableFuture<Void> heardAll = new CompletableFuture<>();
    private volatile long pid = NONE;
    private @Nullable ChildLink link;
    private @Nullable ProcessTree tree;
    private @Nullable Outbox outbox;
    private @Nullable MailRoom mail;
    private @Nullable Ending told;
    private String trouble = "";
    private boolean ready;
    private boolean stopping;
    private boolean killed;
    private boolean over;
    private long goodbyeTimer = NONE;

    ChildBody(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox, Nursery nursery) {
        this.spec = spec;
        this.process = Objects.requireNonNull(spec.process());
        this.incarnation = incarnation;
        this.gates = gates;
        this.mailbox = mailbox;
        this.nursery = nursery;
        this.probing = nursery.probes().of(spec, new Witness(this, mailbox, this::ready));
        this.report = new Report(nursery.nanoTime(), spec.supervision().liveness() != null);
    }

    // -------------------------------------------------------------------------------------- told by the orchestrator

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
        link = ChildLink.start(name(), process, nursery, this);
    }

    @Override
    public void stop() {
        if (!stopping) {
            stopping = true;
            probing.end();
            if (outbox == null) {
                // Nothing of the agent has begun yet.
                signal(ProcessSignal.KILL);
            } else {
                outbox.send(new ToChild.Stop());
            }
        }
    }

    @Override
    public void interrupt() {
        tell(new ToChild.Interrupt());
    }

    @Override
    public boolean kill() {
        stopping = true;
        killed = true;
        probing.end();
        signal(ProcessSignal.KILL);
        return true;
    }

    @Override
    public boolean pause() {
        if (!ready || !report.canPause()) {
            return false;
        }
        tell(new ToChild.Pause());
        return true;
    }

    @Override
    public void resume() {
        tell(new ToChild.Resume());
    }

    @Override
    public Activity activity() {
        String found = probing.trouble();
        return found.isEmpty() ? report.activity() : report.activity().withTrouble(found);
    }

    @Override
    public long cpuNanos() {
        return report.cpuNanos();
    }

    @Override
    public long pid() {
        return pid;
    }

    private void tell(Record what) {
        if (outbox != null) {
            outbox.send(what);
        }
    }

    private void signal(ProcessSignal signal) {
        if (tree != null) {
            tree.signal(signal);
        }
    }

    // -------------------------------------------------------------------------------------- told by the link

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with end()
    public void begun(ProcessTree begun) {
        tree = begun;
        pid = begun.pid();
        CompletableFuture<Void> read =
                begun.drain(carried(false), carried(true)).toCompletableFuture();
        begun.exited().thenAccept(exit -> onLoop(this::exited));
        CompletionStage<Void> drained =
                CompletableFuture.allOf(read, heardAll, begun.gone().toCompletableFuture());
        drained.thenCompose(nothingLeft -> begun.gone()).thenAccept(exit -> onLoop(() -> end(ending(exit))));
        if (stopping) {
            begun.signal(ProcessSignal.KILL);
        } else {
            probing.begin(pid);
        }
    }

    private void ready() {
        mailbox.send(new Signal.Ready(this));
    }

    private Output carried(boolean isError) {
        return lastWords.listenIn(nursery.outputs().open(name(), isError));
    }

    @Override
    public void connected(Line line) {
        if (stopping) {
            return;
        }
        Outbox opened = Outbox.start("baton-to-child-" + name(), line);
        outbox = opened;
        mail = new MailRoom(name(), nursery.loop().owner(), opened);
        report.begin();
        try {
            opened.send(begin());
        } catch (IllegalArgumentException e) {
            broken("it can't be begun: " + e.getMessage());
        }
    }

    private ToChild.Begin begin() {
        List<ToChild.PluginPart> plugins = spec.plugins().stream()
                .map(plugin -> new ToChild.PluginPart(
                        ((PluginClass) plugin.factory()).name(), plugin.config().encode()))
                .toList();
        ClassLoader loader = ((AgentClass) spec.factory()).loader(nursery.loader());
        Duration liveness = spec.supervision().liveness();
        return new ToChild.Begin(
                name(),
                spec.className(),
                spec.config().encode(),
                incarnation,
                spec.threading(),
                plugins,
                JavaCommand.classes(loader),
                liveness != null,
                liveness == null ? REPORT_MILLIS : reportMillis(liveness),
                LogRecord.thresholdOf(AgentLogger.named(name()).getName()),
                nursery.policy());
    }

    private static long reportMillis(Duration liveness) {
        return Math.max(QUICKEST_REPORT_MILLIS, Math.min(REPORT_MILLIS, liveness.toMillis() / REPORTS_PER_LIVENESS));
    }

    @Override
    public void heard(FromChild said) {
        String objection = trouble.isEmpty() ? objection(said) : trouble;
        if (objection.isEmpty()) {
            take(said);
            return;
        }
        if (said instanceof FromChild.Emitted) {
            Objects.requireNonNull(link).credits().giveBack();
        }
        broken(objection);
    }

    private String objection(FromChild said) {
        // Who has ended needs not read any more.
        if (outbox != null && outbox.waitingBytes() > MOST_WAITING_BYTES && !(said instanceof FromChild.Ended)) {
            return "its JVM does not read what it is told, and asks for more";
        }
        return customs.objection(said);
    }

    private void take(FromChild said) {
        if (said instanceof FromChild.Emitted emitted) {
            mailbox.send(new Signal.Emitted(
                    this,
                    emitted.event(),
                    emitted.data(),
                    Objects.requireNonNull(link).credits()));
        } else if (said instanceof FromChild.Doing doing) {
            report.take(doing);
        } else if (said instanceof FromChild.AtGate at) {
            atGate(at.gate());
        } else if (said instanceof FromChild.Ready isReady) {
            ready = true;
            report.kind(isReady.kind());
            probing.ready();
        } else if (said instanceof FromChild.Paused) {
            mailbox.send(new Signal.Paused(this));
        } else if (said instanceof FromChild.Failed failed) {
            mailbox.send(new Signal.Failed(this, failed.part(), failed.type(), failed.message()));
        } else if (said instanceof FromChild.Ended ended) {
            ended(new Ending(ended.status(), ended.reason()));
        } else {
            try {
                heardOfMail(said, Objects.requireNonNull(mail));
            } catch (RuntimeException e) {
                broken("its JVM sent a message that can't be one: " + Customs.brief(e));
            }
        }
    }

    private void heardOfMail(FromChild said, MailRoom room) {
        if (said instanceof FromChild.Listens listens) {
            if (!room.listens(listens)) {
                broken("its JVM listens to too many addresses");
            }
        } else if (said instanceof FromChild.Fetches fetches) {
            room.fetches(fetches.listener());
        } else if (said instanceof FromChild.ListensNoMore no) {
            room.listensNoMore(no.listener());
        } else if (said instanceof FromChild.Replies replies) {
            room.replies(replies);
        } else if (said instanceof FromChild.Sends sends) {
            room.sends(sends);
        }
    }

    /** The gates are the agent's, so they stand here; they open when they do, on whatever thread. */
    private void atGate(GateName name) {
        Gate gate = name == GateName.SETUP ? gates.setup() : gates.execute();
        if (gate.isOpen()) {
            tell(new ToChild.Open(name));
        } else {
            gate.pass(() -> onLoop(() -> {
                if (!over) {
                    mailbox.send(new Signal.PassedGate(this));
                    tell(new ToChild.Open(name));
                }
            }));
        }
    }

    private void ended(Ending how) {
        if (told != null) {
            return;
        }
        told = how;
        goodbyeTimer = nursery.loop().owner().setTimer(GOODBYE_MILLIS, late -> signal(ProcessSignal.KILL));
    }

    @Override
    public void broken(String why) {
        if (trouble.isEmpty()) {
            trouble = why;
        }
        signal(ProcessSignal.KILL);
    }

    @Override
    public void silent() {
        if (tree == null) {
            end(stopping ? stoppedEarly() : failure(trouble));
        } else {
            heardAll.complete(null);
        }
    }

    // -------------------------------------------------------------------------------------- the end

    /** The JVM has ended; whatever it began and left behind has to go too. */
    private void exited() {
        nursery.loop().owner().cancelTimer(goodbyeTimer);
        probing.end();
        signal(ProcessSignal.KILL);
    }

    private Ending ending(ProcessTree.Exit exit) {
        if (told != null) {
            return told;
        }
        if (stopping && outbox == null) {
            return stoppedEarly();
        }
        if (killed) {
            return new Ending(TerminationStatus.WARNING, "it did not stop when asked and was killed");
        }
        if (!trouble.isEmpty()) {
            return failure(trouble);
        }
        String why = outbox == null ? "before it had reached Baton" : "";
        String reason = join(
                exit.isBySignal()
                        ? "its JVM was ended by signal " + exit.signal()
                        : "its JVM exited with code " + exit.code(),
                why);
        List<String> lines = lastWords.lines();
        String words = outbox == null ? WordsOfAJvm.last(lines) : WordsOfAJvm.ofItsEnd(lines);
        reason = words.isEmpty() ? reason : reason + ": " + words;
        return stopping
                ? new Ending(TerminationStatus.WARNING, reason + " while it was being stopped")
                : failure(reason);
    }

    private static String join(String one, String other) {
        return other.isEmpty() ? one : one + " " + other;
    }

    private Ending failure(String reason) {
        mailbox.send(new Signal.Failed(this, PROCESS, null, reason));
        return new Ending(TerminationStatus.ERROR, reason);
    }

    private static Ending stoppedEarly() {
        return new Ending(TerminationStatus.WARNING, "it was stopped before it was ready");
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            pid = NONE;
            nursery.loop().owner().cancelTimer(goodbyeTimer);
            probing.close();
            if (outbox != null) {
                outbox.close();
            }
            if (mail != null) {
                mail.close();
            }
            mailbox.send(new Signal.Ended(this, ending));
        }
    }

    private void onLoop(Runnable task) {
        nursery.loop().runOnContext(ignored -> task.run());
    }
}
