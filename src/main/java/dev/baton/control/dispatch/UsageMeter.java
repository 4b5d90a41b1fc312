package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.UsageRow;
import dev.baton.orchestrator.AgentUsage;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.process.TreeUsage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * What agents and Baton use of the machine. CPU is told as a share of the time since the last question, so the first answer
 * has none. However many ask, the machine is looked at no more than twice a second, and not while nobody asks. Safe to use from
 * any thread.
 */
public final class UsageMeter {
    private static final double MIB = 1024 * 1024;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

    private final OrchestratorVerticle orchestrator;
    private final Vertx vertx;
    private final String name;
    private final LongSupplier nanoTime;
    private final Trees trees;
    private final AtomicReference<Measured> last =
            new AtomicReference<>(new Measured(0, Future.failedFuture("nothing has been measured yet")));
    private volatile Map<String, Sample> agentSamples = Map.of();
    private volatile @Nullable Sample processSample;

    /** Looks at processes. */
    public interface Trees {
        /**
         * What each of {@code roots} and all that came from it use, in one pass over the machine; nothing of those that are
         * gone. Called on a worker thread.
         */
        Map<Long, TreeUsage> usage(Collection<Long> roots);
    }

    private record Measured(long at, Future<Answer.Usage> answer) {}

    /** CPU time that somebody had had at a moment. */
    private record Sample(long incarnation, long at, double cpuNanos) {
        /** In percent of one core since {@code earlier}; null if nothing can be said. */
        @Nullable
        Double percentSince(@Nullable Sample earlier) {
            if (earlier == null
                    || earlier.incarnation != incarnation
                    || at <= earlier.at
                    || earlier.cpuNanos < 0
                    || cpuNanos < 0) {
                return null;
            }
            return PERCENT * Math.max(0, cpuNanos - earlier.cpuNanos) / (at - earlier.at);
        }
    }

    /**
     * A meter of {@code orchestrator} and this process.
     *
     * @param name what to call the process
     * @param nanoTime a clock that never goes back, in nanoseconds
     * @param trees looks at the processes of agents
     */
    public UsageMeter(OrchestratorVerticle orchestrator, Vertx vertx, String name, LongSupplier nanoTime, Trees trees) {
        this.orchestrator = orchestrator;
        this.vertx = vertx;
        this.name = name;
        this.nanoTime = nanoTime;
        this.trees = trees;
    }

    /** What is used now, or was half a second ago. */
    public Future<Answer.Usage> measure() {
        long now = nanoTime.getAsLong();
        Measured before = last.get();
        boolean isFresh = !before.answer().failed() && now - before.at() < FRESH_NANOS;
        if (isFresh || !before.answer().isComplete()) {
            return before.answer();
        }
        Promise<Answer.Usage> answer = Promise.promise();
        if (!last.compareAndSet(before, new Measured(now, answer.future()))) {
            return last.get().answer();
        }
        look().onComplete(answer);
        return answer.future();
    }

    private Future<Answer.Usage> look() {
        return orchestrator
                .usage()
                .compose(agents -> vertx.executeBlocking(() -> {
                    OSProcess process = Machine.SYSTEM.getOperatingSystem().getCurrentProcess();
                    return new Answer.Usage(rows(agents, process.getProcessID()), row(process));
                }));
    }

    /** Looked at when first asked for: reading what machine this is takes a while. */
    private static final class Machine {
        static final SystemInfo SYSTEM = new SystemInfo();
        static final long MEMORY = SYSTEM.getHardware().getMemory().getTotal();
    }

    private List<UsageRow> rows(List<AgentUsage> agents, long pid) {
        Map<Long, TreeUsage> usage = trees.usage(
                agents.stream().map(AgentUsage::pid).filter(each -> each >= 0).toList());
        long now = nanoTime.getAsLong();
        Map<String, Sample> before = agentSamples;
        Map<String, Sample> samples = new HashMap<>();
        List<UsageRow> rows = new ArrayList<>(agents.size());
        for (AgentUsage agent : agents) {
            TreeUsage tree = usage.get(agent.pid());
            Sample sample = new Sample(agent.incarnation(), now, cpuNanos(agent, tree));
            samples.put(agent.name(), sample);
            Double percent = sample.percentSince(before.get(agent.name()));
            rows.add(agent.isProcess() ? row(agent, tree, percent) : row(agent, pid, percent));
        }
        agentSamples = samples;
        return rows;
    }

    private static double cpuNanos(AgentUsage agent, @Nullable TreeUsage tree) {
        if (tree != null) {
            return tree.cpuNanos();
        }
        return agent.isProcess() ? -1 : agent.cpuNanos();
    }

    private static UsageRow row(AgentUsage agent, long pid, @Nullable Double cpuPercent) {
        return new UsageRow(
                agent.name(),
                pid,
                cpuPercent,
                null,
                null,
                1,
                agent.uptime(),
                agent.activity().cycles(),
                lastCycle(agent));
    }

    private static UsageRow row(AgentUsage agent, @Nullable TreeUsage tree, @Nullable Double cpuPercent) {
        double resident = tree == null ? 0 : tree.residentBytes();
        return new UsageRow(
                agent.name(),
                agent.pid() < 0 ? null : agent.pid(),
                cpuPercent,
                tree == null ? null : resident / MIB,
                tree == null ? null : PERCENT * resident / Machine.MEMORY,
                tree == null ? null : tree.threads(),
                agent.uptime(),
                isProgram(agent) ? null : agent.activity().cycles(),
                lastCycle(agent),
                tree == null ? null : tree.processes(),
                tree == null ? null : tree.openFiles(),
                tree == null ? null : tree.readBytes(),
                tree == null ? null : tree.writtenBytes());
    }

    /** Programs have no cycles that anybody could count. */
    private static boolean isProgram(AgentUsage agent) {
        return agent.activity().kind().equals("program");
    }

    private static @Nullable Duration lastCycle(AgentUsage agent) {
        return agent.activity().cycles() == 0
                ? null
                : Duration.ofNanos(agent.activity().lastCycleNanos());
    }

    private UsageRow row(OSProcess process) {
        double cpuNanos = NANOS_PER_MILLI * (process.getKernelTime() + process.getUserTime());
        Sample sample = new Sample(0, nanoTime.getAsLong(), cpuNanos);
        Double percent = sample.percentSince(processSample);
        processSample = sample;
        double resident = process.getResidentSetSize();
        return new UsageRow(
                name,
                (long) process.getProcessID(),
                percent,
                resident / MIB,
                PERCENT * resident / Machine.MEMORY,
                process.getThreadCount(),
                Duration.ofMillis(process.getUpTime()),
                null,
                null,
                1,
                process.getOpenFiles(),
                process.getBytesRead(),
                process.getBytesWritten());
    }
}
