package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.EventAgent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.Supervision;
import dev.baton.lifecycle.Ending;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents that are held up between two cycles, and signs of life. */
class PauseTest {
    private final LiveRuntime live = new LiveRuntime();
    private final AtomicInteger cycles = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        live.close();
    }

    private final class Loop extends LoopingAgent {
        @Override
        protected void cycle() {
            cycles.incrementAndGet();
        }
    }

    private final class Tick extends PeriodicAgent {
        @Override
        protected void runner() {
            cycles.incrementAndGet();
        }
    }

    private void awaitPaused(Body body) {
        await().until(() -> live.signals.contains(new Signal.Paused(body)));
    }

    @Test
    void noCycleRunsInAPauseAndTheyGoOnAfterIt() {
        Body body = live.start(Loop::new);
        await().until(() -> cycles.get() > 10);

        assertThat(body.pause()).isTrue();
        awaitPaused(body);
        int atPause = cycles.get();
        live.passContext(body);
        assertThat(cycles.get()).isEqualTo(atPause);
        body.resume();

        await().until(() -> cycles.get() > atPause);
        body.stop();
        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
    }

    @Test
    void aPeriodicAgentDoesNotMakeUpForWhatItMissed() {
        Body body = live.start(
                AgentSpec.of("a", "test", Tick::new).withConfig(new JsonObject().put("executionInterval", "1ms")),
                new Gates());
        await().until(() -> cycles.get() > 2);
        body.pause();
        awaitPaused(body);
        int atPause = cycles.get();
        body.resume();

        await().until(() -> cycles.get() > atPause);
        body.stop();
        live.ending(body);
    }

    @Test
    void aMessageThatComesInAPauseIsHandledAfterIt() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Body body = live.start(
                AgentSpec.of("a", "test", () -> new EventAgent() {
                            @Override
                            protected void onEvent(Message<Object> message) {
                                heard.add(String.valueOf(message.body()));
                            }
                        })
                        .withConfig(new JsonObject().put("address", "orders").put("limit", 3)),
                new Gates());
        live.awaitReady(body);
        body.pause();
        awaitPaused(body);
        live.vertx.eventBus().send("orders", "bread").send("orders", "milk").send("orders", "tea");
        live.passContext(body);
        assertThat(heard).isEmpty();

        body.resume();

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
        assertThat(heard).containsExactly("bread", "milk", "tea");
    }

    @Test
    void aPausedAgentStops() {
        Body body = live.start(Loop::new);
        live.awaitReady(body);
        body.pause();
        awaitPaused(body);

        body.stop();

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
    }

    @Test
    void pausingAgainAfterACancelledPauseIsToldAgain() {
        Body body = live.start(Loop::new);
        live.awaitReady(body);
        for (int i = 0; i < 200; i++) {
            body.pause();
            body.resume();
        }
        body.pause();
        live.signals.clear();
        body.pause();

        awaitPaused(body);
        body.stop();
        live.ending(body);
    }

    /** Waits in its work. */
    private final class Waiter extends Agent {
        @Override
        protected void execute() throws InterruptedException {
            cycles.incrementAndGet();
            release.await();
        }
    }

    @Test
    void whoWorksOnceCannotPause() {
        Body body = live.start(Waiter::new);
        await().until(() -> cycles.get() == 1);

        assertThat(body.pause()).isFalse();
    }

    @Test
    void silenceCountsOnlyWhileSomethingIsDoneAndSomebodyLooks() {
        AgentSpec watched = AgentSpec.of("a", "test", Waiter::new)
                .withSupervision(Supervision.DEFAULT.withLiveness(Duration.ofSeconds(1)));
        Body looked = live.start(watched, new Gates());
        Body unlooked = live.start(Waiter::new);
        await().until(() -> cycles.get() == 2);

        long sign = looked.activity().lastSign();
        assertThat(sign).isNotEqualTo(Body.Activity.IDLE);
        assertThat(looked.activity().silence(sign + 7)).isEqualTo(7);
        assertThat(unlooked.activity().silence(sign + 7)).isZero();
        release.countDown();
        live.ending(looked);
        assertThat(looked.activity().silence(sign + 7)).isZero();
    }

    @Test
    void aHeartbeatIsASignOfLife() {
        CountDownLatch beaten = new CountDownLatch(1);
        AgentSpec watched = AgentSpec.of("a", "test", () -> new Agent() {
                    @Override
                    protected void execute() throws InterruptedException {
                        cycles.incrementAndGet();
                        beaten.await();
                        context().heartbeat();
                        cycles.incrementAndGet();
                        release.await();
                    }
                })
                .withSupervision(Supervision.DEFAULT.withLiveness(Duration.ofSeconds(1)));
        Body body = live.start(watched, new Gates());
        await().until(() -> cycles.get() == 1);
        long before = body.activity().lastSign();

        beaten.countDown();
        await().until(() -> cycles.get() == 2);

        assertThat(body.activity().lastSign()).isGreaterThan(before);
    }
}
