package dev.baton.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent, or Baton itself, uses of the machine. What can't be measured is null.
 *
 * @param name the agent's name, or the orchestrator's
 * @param pid the process; of an agent that is a process, the one that was begun
 * @param cpuPercent of one core, since it was last asked for; 250 is two and a half cores
 * @param memoryMb resident memory in MiB, that of its whole tree for an agent that is a process; null for an agent that is a thread
 * @param memoryPercent of the machine's memory; null for an agent that is a thread
 * @param threads how many threads work for it now, in all processes of an agent that is one
 * @param uptime since it was started
 * @param cycles executions that are over
 * @param lastCycle how long the last one took, null before the first
 * @param processes how many processes it is; null for an agent that is a thread
 * @param openFiles how many files are open in them; null for an agent that is a thread
 * @param readBytes what they have read from storage; null for an agent that is a thread
 * @param writtenBytes what they have written to storage; null for an agent that is a thread
 * @param node where; empty outside a cluster
 */
public record UsageRow(
        String name,
        @Nullable Long pid,
        @Nullable Double cpuPercent,
        @Nullable Double memoryMb,
        @Nullable Double memoryPercent,
        @Nullable Integer threads,
        @Nullable Duration uptime,
        @Nullable Long cycles,
        @Nullable Duration lastCycle,
        @Nullable Integer processes,
        @Nullable Long openFiles,
        @Nullable Long readBytes,
        @Nullable Long writtenBytes,
        String node) {
    /** Outside a cluster. */
    public UsageRow(
            String name,
            @Nullable Long pid,
            @Nullable Double cpuPercent,
            @Nullable Double memoryMb,
            @Nullable Double memoryPercent,
            @Nullable Integer threads,
            @Nullable Duration uptime,
            @Nullable Long cycles,
            @Nullable Duration lastCycle,
            @Nullable Integer processes,
            @Nullable Long openFiles,
            @Nullable Long readBytes,
            @Nullable Long writtenBytes) {
        this(
                name,
                pid,
                cpuPercent,
                memoryMb,
                memoryPercent,
                threads,
                uptime,
                cycles,
                lastCycle,
                processes,
                openFiles,
                readBytes,
                writtenBytes,
                "");
    }

    /** Of somebody of whom no more is known. */
    public UsageRow(
            String name,
            @Nullable Long pid,
            @Nullable Double cpuPercent,
            @Nullable Double memoryMb,
            @Nullable Double memoryPercent,
            @Nullable Integer threads,
            @Nullable Duration uptime,
            @Nullable Long cycles,
            @Nullable Duration lastCycle) {
        this(
                name,
                pid,
                cpuPercent,
                memoryMb,
                memoryPercent,
                threads,
                uptime,
                cycles,
                lastCycle,
                null,
                null,
                null,
                null);
    }

    /** The same, on a node of a cluster. */
    public UsageRow on(String itsNode) {
        return new UsageRow(
                name,
                pid,
                cpuPercent,
                memoryMb,
                memoryPercent,
                threads,
                uptime,
                cycles,
                lastCycle,
                processes,
                openFiles,
                readBytes,
                writtenBytes,
                itsNode);
    }
}
