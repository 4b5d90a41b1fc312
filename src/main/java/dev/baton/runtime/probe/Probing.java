package dev.baton.runtime.probe;

import dev.baton.agent.AgentSpec;
import dev.baton.logging.LogKeys;
import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSpec;
import dev.baton.runtime.Body;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one start of one agent that is a process: when it is ready, whether it lives, whether it uses too much.
 *
 * <pre>
 *   environment ─▶ begin ─▶ ready ─▶ unresponsive
 *                    └────────┴────▶ used too much       end, from anywhere
 * </pre>
 *
 * <p>Used on the orchestrator's event loop, but for what is said to be safe on any thread. After {@link #end()} nothing is told
 * any more.
 */
public final class Probing {
    private static final Logger LOG = LoggerFactory.getLogger(Probing.class);
    private static final long ALIVE_MILLIS = 1_000;
    private static final int LONGEST_LINE = 16 * 1024;

    private final AgentSpec spec;
    private final ProcessSpec process;
    private final Probes shared;
    private final Patron patron;
    private final AtomicBoolean signs = new AtomicBoolean();
    private final AtomicBoolean saidReady = new AtomicBoolean();
    private final AtomicBoolean triggered = new AtomicBoolean();
    private volatile long lastSign = Body.Activity.IDLE;
    private volatile String trouble = "";
    private volatile String status = "";
    private volatile boolean listening;
    private @Nullable NotifySocket socket;
    private @Nullable Examiner readiness;
    private @Nullable Examiner liveness;
    private @Nullable Runnable cancelAlive;
    private long root = -1;
    private volatile boolean ready;
    private volatile boolean paused;
    private volatile boolean ended;

    Probing(AgentSpec spec, Probes shared, Patron patron) {
        this.spec = spec;
        this.process = Objects.requireNonNull(spec.process());
        this.shared = shared;
        this.patron = patron;
        this.listening = check(process.readiness()) instanceof Check.Log;
    }

    private static @Nullable Check check(@Nullable Probe probe) {
        return probe == null ? null : probe.check();
    }

    // ---------------------------------------------------------------------------------------------- before it begins

    /** What the process has to find in its environment; fails if that can't be made. To be asked once, before it begins. */
    public Future<Map<String, String>> environment() {
        Duration watchdog = watchdog();
        if (watchdog == null && !(check(process.readiness()) instanceof Check.Notify)) {
            return Future.succeededFuture(Map.of());
        }
        Promise<Map<String, String>> environment = Promise.promise();
        CompletionStage<NotifySocket> opening =
                shared.openSocket(process.surroundings().user(), this::noticed);
        opening.whenComplete((opened, failure) -> shared.loop().run(() -> {
            if (opened == null) {
                environment.fail("its socket for sd_notify can't be made: " + Trouble.line(String.valueOf(failure)));
            } else {
                opened(opened);
                environment.complete(variables(opened, watchdog));
            }
        }));
        return environment.future();
    }

    private void opened(NotifySocket opened) {
        if (ended) {
            shared.close(opened);
        } else {
            socket = opened;
        }
    }

    private static Map<String, String> variables(NotifySocket socket, @Nullable Duration watchdog) {
        return watchdog == null
                ? Map.of("NOTIFY_SOCKET", socket.address())
                : Map.of(
                        "NOTIFY_SOCKET",
                        socket.address(),
                        "WATCHDOG_USEC",
                        Long.toString(TimeUnit.NANOSECONDS.toMicros(watchdog.toNanos())));
    }

    /** For how long it may send no sign of life; null if nobody expects one. */
    private @Nullable Duration watchdog() {
        Probe probe = process.liveness();
        if (check(probe) instanceof Check.Notify) {
            return Objects.requireNonNull(probe).period().multipliedBy(probe.failureThreshold());
        }
        return spec.isProgram() ? spec.supervision().liveness() : null;
    }

    // ---------------------------------------------------------------------------------------------- while it is there

    /** The process {@code pid} has begun. */
    public void begin(long pid) {
        if (ended) {
            return;
        }
        root = pid;
        if (process.ceilings().isAny()) {
            shared.ceilings()
                    .watch(pid, process.ceilings(), excess -> shared.loop().run(() -> tooMuch(excess)));
        }
        Probe probe = process.readiness();
        if (probe == null) {
            // A Java agent says it by itself.
            cancelAlive = spec.isProgram() ? shared.loop().runLater(ALIVE_MILLIS, this::ready) : null;
        } else if (!(probe.check() instanceof Check.Log) && !(probe.check() instanceof Check.Notify)) {
            readiness = examiner(probe, answer -> examined(probe, answer));
            readiness.begin();
        }
    }

    private Examiner examiner(Probe probe, Consumer<Examiner.Answered> told) {
        return new Examiner(
                probe, shared.question(probe, process.surroundings(), spec.name(), signs), shared.loop(), told);
    }

    private void examined(Probe probe, Examiner.Answered answer) {
        if (answer.verdict() == Tally.Verdict.GOOD) {
            ready();
            return;
        }
        String what = "readiness " + label(probe.check());
        trouble = answer.trouble().isEmpty() ? "" : what + ": " + answer.trouble();
        if (answer.bad() == probe.failureThreshold()) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.AGENT, spec.name())
                    .log("Not ready yet: {} failed {}: {}", what, times(answer.bad()), answer.trouble());
        }
    }

    /** It is ready, by whatever told. From now on it is asked whether it lives. */
    public void ready() {
        if (ready || ended) {
            return;
        }
        sign();
        ready = true;
        listening = false;
        trouble = "";
        stop(readiness);
        Probe probe = process.liveness();
        if (probe != null) {
            signs.set(true);
            liveness = examiner(probe, answer -> lives(probe, answer));
            liveness.begin();
            if (paused) {
                liveness.pause();
            }
        }
        patron.ready();
    }

    private void lives(Probe probe, Examiner.Answered answer) {
        String what = "liveness " + label(probe.check());
        if (answer.verdict() == Tally.Verdict.BAD) {
            unresponsive(what + " failed " + times(answer.bad()) + ": " + answer.trouble());
        } else if (answer.trouble().isEmpty()) {
            trouble = "";
        } else {
            trouble = what + " failed " + answer.bad() + " of " + times(probe.failureThreshold()) + ": "
                    + answer.trouble();
        }
    }

    private void unresponsive(String reason) {
        if (ready && !ended) {
            trouble = "";
            end();
            patron.unresponsive(reason);
        }
    }

    private void tooMuch(Excess excess) {
        if (!ended) {
            end();
            patron.usedTooMuch(excess);
        }
    }

    /** It stands still for now, and is not expected to answer. */
    public void pause() {
        paused = true;
        if (liveness != null) {
            liveness.pause();
        }
    }

    /** It goes on. */
    public void resume() {
        if (paused) {
            signs.set(true);
            sign();
            paused = false;
            if (liveness != null) {
                liveness.resume();
            }
        }
    }

    /** It ends, or is to end: nothing is asked or told any more. What was made for it stays until {@link #close()}. */
    public void end() {
        ended = true;
        listening = false;
        stop(readiness);
        stop(liveness);
        if (cancelAlive != null) {
            cancelAlive.run();
        }
        if (root >= 0) {
            shared.ceilings().forget(root);
        }
    }

    /** Nothing of it is left. */
    public void close() {
        end();
        NotifySocket present = socket;
        if (present != null) {
            socket = null;
            shared.close(present);
        }
    }

    private static void stop(@Nullable Examiner examiner) {
        if (examiner != null) {
            examiner.end();
        }
    }

    // ---------------------------------------------------------------------------------------------- from any thread

    /** Hears what the process writes to one of its streams, on the thread that reads it. */
    public LineCollector ear() {
        return new LineCollector(LONGEST_LINE, this::heard);
    }

    /** Whether what the process writes is of interest. Safe to ask on any thread. */
    public boolean isListening() {
        return listening;
    }

    private void heard(String line) {
        if (listening
                && check(process.readiness()) instanceof Check.Log log
                && log.pattern().matcher(line).find()) {
            listening = false;
            shared.loop().run(this::ready);
        }
    }

    private void noticed(Notice notice) {
        if (notice.status() != null) {
            status = notice.status();
        } else if (notice.stopping()) {
            status = "it says that it is stopping";
        }
        if (notice.sign()) {
            signs.set(true);
            sign();
        }
        // However often it repeats itself, no more than one of each waits in line at the loop.
        if (notice.ready()
                && check(process.readiness()) instanceof Check.Notify
                && saidReady.compareAndSet(false, true)) {
            shared.loop().run(this::ready);
        }
        if (notice.trigger() && watchdog() != null && triggered.compareAndSet(false, true)) {
            shared.loop().run(this::asksToBeTakenForDead);
        }
    }

    private void asksToBeTakenForDead() {
        triggered.set(false);
        unresponsive("it asked to be taken for dead, by WATCHDOG=trigger");
    }

    /** Only of those from whom signs are expected: silence of anybody else means nothing. */
    private void sign() {
        if (spec.isProgram() && spec.supervision().liveness() != null) {
            lastSign = shared.nanoTime();
        }
    }

    /** What keeps it from being ready or well; if nothing does, what it says of itself. Safe to ask on any thread. */
    public String trouble() {
        String present = trouble;
        return present.isEmpty() ? status : present;
    }

    /** When it last gave a sign of life, see {@link Body.Activity#lastSign()}. Safe to ask on any thread. */
    public long lastSign() {
        return ready && !paused && !ended ? lastSign : Body.Activity.IDLE;
    }

    // ---------------------------------------------------------------------------------------------- words

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** What is asked, without anything that may be a secret. */
    private static String label(Check check) {
        if (check instanceof Check.Tcp tcp) {
            return "tcp " + (tcp.host().indexOf(':') < 0 ? tcp.host() : "[" + tcp.host() + "]") + ":" + tcp.port();
        }
        if (check instanceof Check.Http page) {
            return "http " + page.uri().toString().replaceFirst("[?#].*", "");
        }
        if (check instanceof Check.Exec exec) {
            return "exec " + exec.command().get(0);
        }
        return check instanceof Check.Log ? "log" : "notify";
    }
}
