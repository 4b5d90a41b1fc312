package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.UsageRow;
import dev.baton.orchestrator.AgentUsage;
import dev.baton.orchestrator.OrchestratorVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * What agents and Baton use of the machine. CPU is told as a share of the time since the last question, so the first answer
 * has none. Safe to use from any thread.
 */
public final class UsageMeter {
    private static final double MIB = 1024 * 1024;
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final OrchestratorVerticle orchestrator;
    private final Vertx vertx;
    private final String name;
    private final LongSupplier nanoTime;
    private volatile Map<String, Sample> agentSamples = Map.of();
    private volatile @Nullable Sample processSample;

    /** CPU time that somebody had had at a moment. */
    private record Sample(long incarnation, long at, double cpuNanos) {
        /** In percent of one core since {@code earlier}; null if nothing can be said. */
        @Nullable
        Double percentSince(@Nullable Sample earlier) {
            if (earlier == null || earlier.incarnation != incarnation || at <= earlier.at || earlier.cpuNanos < 0) {
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
     */
    public UsageMeter(OrchestratorVerticle orchestrator, Vertx vertx, String name, LongSupplier nanoTime) {
        this.orchestrator = orchestrator;
        this.vertx = vertx;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /** What is used now. */
    public Future<Answer.Usage> measure() {
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
        long now = nanoTime.getAsLong();
        Map<String, Sample> before = agentSamples;
        Map<String, Sample> samples = new HashMap<>();
        List<UsageRow> rows = new ArrayList<>(agents.size());
        for (AgentUsage agent : agents) {
            Sample sample = new Sample(agent.incarnation(), now, agent.cpuNanos());
            samples.put(agent.name(), sample);
            rows.add(row(agent, pid, agent.cpuNanos() < 0 ? null : sample.percentSince(before.get(agent.name()))));
        }
        agentSamples = samples;
        return rows;
    }

    private static UsageRow row(AgentUsage agent, long pid, @Nullable Double cpuPercent) {
        long cycles = agent.activity().cycles();
        return new UsageRow(
                agent.name(),
                pid,
                cpuPercent,
                null,
                null,
                1,
                agent.uptime(),
                cycles,
                cycles == 0 ? null : Duration.ofNanos(agent.activity().lastCycleNanos()));
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
                null);
    }
}
