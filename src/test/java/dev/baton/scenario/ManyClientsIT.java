package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.orchestrator.AgentHandle;
import dev.baton.orchestrator.AgentSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operators who contradict one another all the time get an answer each, and the agents are where the last word put them. */
@Tag("alone")
@Tag("long")
class ManyClientsIT {
    private static final String NAME = "contested";
    private static final int CLIENTS = 50;
    private static final int AGENTS = 20;
    private static final int SLOTS = 15;
    private static final Duration LENGTH = Duration.ofSeconds(30);

    private final Lives[] lives =
            IntStream.range(0, AGENTS).mapToObj(i -> new Lives()).toArray(Lives[]::new);
    private final AtomicInteger allAtOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger mostOfOne = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();

    /** How many of one agent are alive. */
    private static final class Lives {
        private final AtomicInteger now = new AtomicInteger();
    }

    private void begins(Lives its) {
        mostOfOne.accumulateAndGet(its.now.incrementAndGet(), Math::max);
        mostAtOnce.accumulateAndGet(allAtOnce.incrementAndGet(), Math::max);
    }

    private void ends(Lives its) {
        its.now.decrementAndGet();
        allAtOnce.decrementAndGet();
    }

    /** Works until it is stopped; obeys at once, or only an interrupt. */
    private final class Worker extends Agent {
        private final Lives its;
        private final boolean deaf;

        Worker(Lives its, boolean deaf) {
            this.its = its;
            this.deaf = deaf;
        }

        @Override
        protected void setup() {
            begins(its);
        }

        @Override
        protected void execute() throws InterruptedException {
            if (deaf) {
                new CountDownLatch(1).await();
            } else {
                context().awaitStop(Duration.ofDays(1));
            }
        }

        @Override
        protected void onClose() {
            ends(its);
        }
    }

    /** Works in cycles, and perhaps fails after some of them. */
    private final class Looper extends LoopingAgent {
        private final Lives its;
        private final int failsAt;
        private int cycles;

        Looper(Lives its, int failsAt) {
            this.its = its;
            this.failsAt = failsAt;
        }

        @Override
        protected void setup() {
            begins(its);
        }

        @Override
        protected void cycle() throws InterruptedException {
            if (++cycles == failsAt) {
                throw new IllegalStateException("as planned");
            }
            context().awaitStop(Duration.ofMillis(5));
        }

        @Override
        protected void onClose() {
            ends(its);
        }
    }

    @Test
    void answers50ClientsWhoStartStopAndRestartTheSame20AgentsFor30Seconds() {
        Orchestrator baton = Orchestrator.create()
                .withSettings(Settings.of(new JsonObject()
                        .put("name", NAME)
                        .put("maxWorkers", SLOTS)
                        .put("runMode", "DAEMON")
                        .put("agentStopTimeout", "2s")));
        for (int i = 0; i < AGENTS; i++) {
            register(baton, i);
        }
        await(baton.start());

        long end = System.nanoTime() + LENGTH.toNanos();
        List<Promise<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> Promise.<Void>promise())
                .toList();
        for (int i = 0; i < CLIENTS; i++) {
            next(baton, new Random(i), end, clients.get(i));
        }
        Awaitility.await()
                .atMost(LENGTH.plusSeconds(60))
                .until(() -> clients.stream().allMatch(client -> client.future().isComplete()));

        assertThat(answers.get()).isGreaterThan(1_000);
        assertThat(mostOfOne).as("one life of an agent at a time").hasValue(1);
        assertThat(mostAtOnce.get()).as("no more than there are slots").isLessThanOrEqualTo(SLOTS);
        everybodyDoesAsTheLastWordSays(baton);
        assertThat(await(baton.stop()).stuck()).isEmpty();
        assertThat(allAtOnce).as("lives left").hasValue(0);
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(thread -> thread.contains(NAME)));
    }

    private void register(Orchestrator baton, int i) {
        String name = "a" + i;
        Lives its = lives[i];
        switch (i % 4) {
            case 0 -> baton.registerAgent(name, () -> new Worker(its, false));
            case 1 -> baton.registerAgent(name, () -> new Worker(its, true));
            case 2 -> baton.registerAgent(name, () -> new Looper(its, -1));
            default -> {
                baton.registerAgent(name, () -> new Looper(its, 10));
                baton.supervise(name, Supervision.DEFAULT.withRestart(quick()));
            }
        }
    }

    private static Restart quick() {
        Duration soon = Duration.ofMillis(20);
        Duration minute = Duration.ofMinutes(1);
        return new Restart(RestartPolicy.ON_FAILURE, soon, 1, soon, 0.2, 10_000, minute, minute, List.of(0));
    }

    /** Gives commands one after the other until the time is over; any answer counts, a refusal too. */
    private void next(Orchestrator baton, Random random, long end, Promise<Void> done) {
        if (System.nanoTime() >= end) {
            done.complete();
            return;
        }
        AgentHandle agent = baton.agent("a" + random.nextInt(AGENTS));
        Future<?> answer =
                switch (random.nextInt(3)) {
                    case 0 -> agent.start();
                    case 1 -> agent.stop();
                    default -> agent.restart();
                };
        answer.onComplete(answered -> {
            answers.incrementAndGet();
            next(baton, random, end, done);
        });
    }

    private void everybodyDoesAsTheLastWordSays(Orchestrator baton) {
        IntStream.range(0, AGENTS).forEach(i -> {
            Future<?> stopped = baton.agent("a" + i).stop();
            Awaitility.await().until(stopped::isComplete);
        });
        assertThat(await(baton.snapshot()))
                .extracting(AgentSnapshot::state)
                .allMatch(state -> state == LifecycleState.TERMINATED || state == LifecycleState.CRASH_LOOP);
        assertThat(allAtOnce).hasValue(0);

        IntStream.range(0, AGENTS).forEach(i -> await(baton.agent("a" + i).start()));
        Awaitility.await().untilAsserted(() -> {
            List<AgentSnapshot> all = await(baton.snapshot());
            assertThat(all).filteredOn(agent -> agent.state().holdsSlot()).hasSizeBetween(SLOTS - 5, SLOTS);
            assertThat(allAtOnce.get()).isBetween(SLOTS - 5, SLOTS);
        });
    }
}
