package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.orchestrator.Outcome;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Slots are filled and never overfilled. */
class SlotsTest {
    /** Reports how many are set up at once, and holds its slot until it is let go. */
    static final class Held extends Agent {
        private final AtomicInteger now;
        private final AtomicInteger most;
        private final CountDownLatch release;

        Held(AtomicInteger now, AtomicInteger most, CountDownLatch release) {
            this.now = now;
            this.most = most;
            this.release = release;
        }

        @Override
        protected void setup() {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
        }

        @Override
        protected void execute() throws InterruptedException {
            release.await();
        }

        @Override
        protected void onClose() {
            now.decrementAndGet();
        }
    }

    @Test
    void fills50SlotsWith2000AgentsAndNoMoreAndCountsThemAll() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        Promise<Void> over = Promise.promise();
        Orchestrator baton = Orchestrator.create()
                .withSettings(Settings.of(new JsonObject().put("maxWorkers", 50).put("runMode", "DAEMON")))
                .onEvent(EventNames.ALL_AGENTS_TERMINATED, event -> over.tryComplete());
        for (int i = 0; i < 2000; i++) {
            baton.registerAgent("a" + i, () -> new Held(now, most, release));
        }
        await(baton.start());
        Awaitility.await().until(() -> now.get() == 50);

        assertThat(await(baton.snapshot()))
                .filteredOn(agent -> agent.state() == LifecycleState.QUEUED)
                .hasSize(1950)
                .allMatch(agent -> agent.reason().equals("no free worker slot"));
        release.countDown();
        await(over.future());
        assertThat(await(baton.history().statistics()).byType())
                .containsEntry(EventNames.AGENT_STARTED, 2000L)
                .containsEntry(EventNames.AGENT_TERMINATED, 2000L);
        Outcome outcome = await(baton.stop());

        assertThat(most).hasValue(50);
        assertThat(now).hasValue(0);
        assertThat(outcome.endings()).hasSize(2000);
        assertThat(outcome.failed()).isEmpty();
    }
}
