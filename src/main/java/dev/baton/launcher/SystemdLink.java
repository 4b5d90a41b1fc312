package dev.baton.launcher;

import dev.baton.command.Answer;
import dev.baton.config.LoadedConfig;
import dev.baton.control.systemd.Invitation;
import dev.baton.control.systemd.NotifyChannel;
import dev.baton.control.systemd.Service;
import dev.baton.control.systemd.SystemdNotifier;
import dev.baton.control.systemd.Tally;
import dev.baton.event.EventBusChannel;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.Outcome;
import dev.baton.orchestrator.StopTimes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd how Baton is if this process was started with that wish; else does nothing. */
final class SystemdLink {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    /** What comes after the agents: listeners' last words, and log lines. */
    private static final Duration AFTER_AGENTS = Duration.ofSeconds(10);
    /** A node that hands over what it keeps. */
    private static final Duration LEAVING = Duration.ofSeconds(40);

    private final @Nullable SystemdNotifier notifier;

    private SystemdLink(@Nullable SystemdNotifier notifier) {
        this.notifier = notifier;
    }

    /**
     * A link for a Baton that is yet to be started; waits, so not on an event loop.
     *
     * @param present the config in force
     */
    static SystemdLink open(
            Vertx vertx, Orchestrator baton, Supplier<LoadedConfig> present, Map<String, String> environment) {
        Invitation invitation =
                Invitation.of(environment, ProcessHandle.current().pid()).orElse(null);
        NotifyChannel channel = invitation == null ? null : channel(invitation);
        if (invitation == null || channel == null) {
            return new SystemdLink(null);
        }
        SystemdNotifier notifier = new SystemdNotifier(
                EventBusChannel.of(vertx, present.get().settings().name()),
                invitation,
                channel,
                new Baton(baton, present),
                System::nanoTime);
        vertx.deployVerticle(notifier).await();
        return new SystemdLink(notifier);
    }

    /** For a process without an event loop: says what it is given, or nothing if nobody wants to know. For one thread at a time. */
    static Consumer<String> plain(Map<String, String> environment) {
        NotifyChannel channel = Invitation.of(
                        environment, ProcessHandle.current().pid())
                .map(SystemdLink::channel)
                .orElse(null);
        return channel == null ? words -> {} : channel::say;
    }

    private static @Nullable NotifyChannel channel(Invitation invitation) {
        try {
            return NotifyChannel.to(invitation.socket());
        } catch (IOException unusable) {
            LOG.warn(
                    "systemd can't be told how Baton is: NOTIFY_SOCKET is '{}': {}",
                    invitation.socket(),
                    unusable.getMessage());
            return null;
        }
    }

    /** The same reload, told before and after unless it is a dry run. */
    Function<Boolean, Future<Answer.Reloaded>> around(Function<Boolean, Future<Answer.Reloaded>> reload) {
        SystemdNotifier told = notifier;
        if (told == null) {
            return reload;
        }
        return dryRun -> {
            if (dryRun) {
                return reload.apply(true);
            }
            told.reloading();
            return reload.apply(false).onComplete(done -> told.reloaded());
        };
    }

    /** Everything is there that a start promises. */
    void ready() {
        if (notifier != null) {
            notifier.ready();
        }
    }

    /** All has ended; waits until that is said. */
    void end(Outcome outcome) {
        if (notifier != null) {
            notifier.end(lastWords(outcome)).await();
        }
    }

    private static String lastWords(Outcome outcome) {
        if (outcome.isSuccess()) {
            return "Ended";
        }
        if (!outcome.stuck().isEmpty()) {
            return "Ended: " + counted(outcome.stuck().size(), outcome) + " could not be stopped";
        }
        return outcome.failure().isEmpty()
                ? "Ended: " + counted(outcome.failed().size(), outcome) + " did not succeed"
                : "Ended because " + outcome.failure();
    }

    private static String counted(int count, Outcome outcome) {
        return count
                + (count == 1 ? " agent of " : " agents of ")
                + outcome.endings().size();
    }

    /** The most that a stop may take. */
    static Duration longestStop(LoadedConfig config) {
        Duration agents = StopTimes.ofAll(config.settings().agentStopTimeout(), config.agents().stream());
        Duration whole = agents.plus(AFTER_AGENTS);
        return config.cluster().enabled() ? whole.plus(LEAVING) : whole;
    }

    /** What is asked of Baton. */
    private record Baton(Orchestrator baton, Supplier<LoadedConfig> present) implements Service {
        @Override
        public Future<Void> respond() {
            OrchestratorVerticle orchestrator = baton.verticleIfStarted();
            // While it starts nobody shall think that it hangs, nor when all has ended but leaving the cluster.
            return orchestrator == null || baton.join().isComplete()
                    ? Future.succeededFuture()
                    : orchestrator.respond();
        }

        @Override
        public Future<Tally> tally() {
            OrchestratorVerticle orchestrator = baton.verticleIfStarted();
            return orchestrator == null
                    ? Future.failedFuture(new IllegalStateException("Baton is starting"))
                    : orchestrator
                            .census()
                            .map(census -> new Tally(
                                    census.total(),
                                    census.running(),
                                    census.waiting(),
                                    census.backingOff(),
                                    census.crashLoops(),
                                    census.stuck().size()));
        }

        @Override
        public Duration longestStop() {
            return SystemdLink.longestStop(present.get());
        }
    }
}
