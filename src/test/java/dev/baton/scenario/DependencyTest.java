package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.scenario.agents.Kinds;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies are kept, and refused where they can't be. */
class DependencyTest {
    @TempDir
    private Path folder;

    /** Makes a note when it is ready. */
    static final class Noting extends Agent {
        private final List<String> order;

        Noting(List<String> order) {
            this.order = order;
        }

        @Override
        protected void setup() {
            order.add(context().name());
        }

        @Override
        protected void execute() {}
    }

    @Test
    void startsADiamondInALegalOrderHoweverItIsRegistered() {
        Random random = new Random(20_260_101);
        List<List<String>> orders = new ArrayList<>();
        Vertx vertx = Vertx.vertx();
        try {
            for (int run = 0; run < 200; run++) {
                List<String> names = new ArrayList<>(List.of("top", "left", "right", "bottom"));
                Collections.shuffle(names, random);
                orders.add(runDiamond(vertx, names));
            }
        } finally {
            await(vertx.close());
        }
        assertThat(orders).hasSize(200).allSatisfy(order -> {
            assertThat(order).hasSize(4).startsWith("top").endsWith("bottom").contains("left", "right");
        });
    }

    private static List<String> runDiamond(Vertx vertx, List<String> names) {
        List<String> order = new CopyOnWriteArrayList<>();
        List<String> started = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.withMaxWorkers(2))
                .onEvent(EventNames.AGENT_STARTED, event -> started.add(String.valueOf(event.agent())));
        names.forEach(name -> baton.registerAgent(name, () -> new Noting(order)));
        baton.addDependency("bottom", "left")
                .addDependency("bottom", "right")
                .addDependency("left", "top")
                .addDependency("right", "top");
        assertThat(await(baton.start().compose(begun -> baton.join())).isSuccess())
                .isTrue();
        assertThat(started).startsWith("top").endsWith("bottom").hasSize(4);
        return order;
    }

    @Test
    void refusesAChainOfThreeThatNeverEndOnTwoSlots() {
        BatonFolder files = new BatonFolder(folder).config("""
                orchestrator: {maxWorkers: 2}
                agents:
                  a: {class: "%1$s"}
                  b: {class: "%1$s", dependsOn: [a]}
                  c:
                    class: "%1$s"
                    dependsOn: [b]
                """.formatted(Kinds.Loop.class.getName()));

        for (BatonProcess started : List.of(files.validate(), files.run())) {
            try (BatonProcess baton = started) {
                baton.endsWith(2);
                assertThat(baton.err())
                        .containsExactly(
                                "baton.yaml:7:5: critical: agents.c.dependsOn: the dependencies c -> b -> a can never be"
                                        + " met: they need 3 workers at once, because b and a run until stopped, but"
                                        + " maxWorkers is 2: set it to at least 3",
                                "The config is refused, nothing was started.");
                assertThat(baton.out()).isEmpty();
            }
        }
    }

    @Test
    void runsTheSameChainOnThreeSlots() {
        BatonFolder files = new BatonFolder(folder).config("""
                orchestrator: {maxWorkers: 3}
                agents:
                  a: {class: "%1$s"}
                  b: {class: "%1$s", dependsOn: [a]}
                  c: {class: "%1$s", dependsOn: [b], config: {limit: 3}}
                """.formatted(Kinds.Loop.class.getName()));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("c", "cycle 3").signal("TERM").endsWith(0);
        }
    }
}
