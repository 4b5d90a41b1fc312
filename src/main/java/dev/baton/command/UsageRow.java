package dev.baton.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent, or Baton itself, uses of the machine. What can't be measured is null.
 *
 * @param name the agent's name, or the orchestrator's
 * @param pid the process
 * @param cpuPercent of one core, since it was last asked for; 250 is two and a half cores
 * @param memoryMb resident memory in MiB; null for an agent that is a thread
 * @param memoryPercent of the machine's memory; null for an agent that is a thread
 * @param threads how many threads work for it now
 * @param uptime since it was started
 * @param cycles executions that are over
 * @param lastCycle how long the last one took, null before the first
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
        @Nullable Duration lastCycle) {}
