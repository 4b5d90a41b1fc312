package dev.baton.runtime;

import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the lives of agents share.
 *
 * @param vertx what agents may use
 * @param wheel times the cycles
 * @param clock the wall clock
 * @param nanoTime a clock that never goes back, for durations
 * @param control runs what an agent is told from outside while it works; its tasks may hang
 * @param loader loads agent classes
 * @param policy judges findings
 * @param messages where the messages of event agents come from
 * @param sharedCredits bounds the events under way over all agents
 */
public record AgentServices(
        Vertx vertx,
        TimingWheel wheel,
        InstantSource clock,
        LongSupplier nanoTime,
        Executor control,
        ClassLoader loader,
        ValidationPolicy policy,
        Messages messages,
        EmitCredits sharedCredits) {}
