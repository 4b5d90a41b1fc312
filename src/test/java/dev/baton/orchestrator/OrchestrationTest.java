package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.Body;
import dev.baton.runtime.Signal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrchestrationTest {
    private final PuppetStage stage = new PuppetStage(settings(2, RunMode.STOP_ON_EMPTY));

    @Test
    void startsNoMoreThanMaxWorkersAndRefillsFirstInFirstOut() {
        stage.begin(agent("a"), agent("b"), agent("c"), agent("d"));

        assertThat(stage.told).containsExactly("start a", "start b");
        assertThat(stage.snapshot("c").reason()).isEqualTo("no free worker slot");

        stage.end("b");
        stage.end("a");

        assertThat(stage.told).containsExactly("start a", "start b", "start c", "start d");
        assertThat(stage.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void tellsALifeInOrder() {
        stage.begin(agent("a"));
        stage.ready("a");
        stage.orchestration.receive(new Signal.Emitted(stage.body("a"), "PAID", Map.of("n", 1), null));
        stage.end("a");

        assertThat(stage.eventsOf("a"))
                .containsExactly("AGENT_REGISTERED", "AGENT_STARTED", "AGENT_READY", "PAID", "AGENT_TERMINATED");
        assertThat(stage.events)
                .extracting(Event::seq)
                .isEqualTo(IntStream.rangeClosed(1, stage.events.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(stage.events)
                .extracting(Event::name)
                .endsWith(EventNames.AGENT_TERMINATED, EventNames.ALL_AGENTS_TERMINATED, EventNames.SHUTDOWN);
    }

    @Test
    void aDependentWaitsUntilItsDependencyIsReady() {
        stage.begin(agent("api", "db"), agent("db"));

        assertThat(stage.snapshot("api").reason()).isEqualTo("waiting for db to be ready");
        assertThat(stage.eventsOf("api")).containsExactly("AGENT_REGISTERED", "AGENT_QUEUED");
        assertThat(stage.told).containsExactly("start db");

        stage.ready("db");

        assertThat(stage.told).containsExactly("start db", "start api");
    }

    @Test
    void conditionsAreMetAtTheirOwnMoment() {
        AgentSpec early = agent("early").dependingOn("db", Condition.STARTED);
        AgentSpec late = agent("late").dependingOn("db", Condition.COMPLETED);
        stage.begin(late, early, agent("db"));

        assertThat(stage.told).containsExactly("start db", "start early");
        stage.ready("db");
        assertThat(stage.state("late")).isEqualTo(LifecycleState.WAITING);
        stage.end("db");
        assertThat(stage.told).containsExactly("start db", "start early", "start late");
    }

    @Test
    void whoWaitsForAFailedDependencyIsSkippedWithAllBehind() {
        stage.begin(agent("a"), agent("b", "a"), agent("c", "b"));

        stage.end("a", TerminationStatus.ERROR);

        assertThat(stage.status("b")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(stage.snapshot("b").reason()).isEqualTo("its dependency 'a' ended in ERROR");
        assertThat(stage.status("c")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(outcome().failed()).containsExactly("a", "b", "c");
        assertThat(outcome().isSuccess()).isFalse();
    }

    @Test
    void aVeryLongChainOfSkipsDoesNotOverflow() {
        AgentSpec[] chain = new AgentSpec[20_000];
        chain[0] = agent("a0");
        for (int i = 1; i < chain.length; i++) {
            chain[i] = agent("a" + i, "a" + (i - 1));
        }
        stage.begin(chain);

        stage.end("a0", TerminationStatus.ERROR);

        assertThat(outcome().failed()).hasSize(chain.length);
    }

    @Test
    void aVeryLongChainOfStartsDoesNotOverflow() {
        PuppetStage wide = new PuppetStage(settings(1_000_000, RunMode.DAEMON));
        AgentSpec[] chain = new AgentSpec[20_000];
        chain[0] = agent("a0");
        for (int i = 1; i < chain.length; i++) {
            chain[i] = agent("a" + i).dependingOn("a" + (i - 1), Condition.STARTED);
        }

        wide.begin(chain);
        wide.time.pass(Duration.ZERO);

        assertThat(wide.told).hasSize(chain.length);
    }

    @Test
    void endsWhenEmptyOnlyIfToldTo() {
        PuppetStage daemon = new PuppetStage(settings(2, RunMode.DAEMON));
        daemon.begin(agent("a"));

        daemon.end("a", TerminationStatus.ERROR);

        assertThat(daemon.orchestration.outcome().isComplete()).isFalse();
        assertThat(daemon.events).extracting(Event::name).endsWith(EventNames.ALL_AGENTS_TERMINATED);
        assertThat(daemon.orchestration.stopAll("test").result().isSuccess()).isTrue();
    }

    @Test
    void noAgentsAtAllEndAtOnce() {
        stage.begin();

        assertThat(outcome().isSuccess()).isTrue();
    }

    @Test
    void stopsDependentsBeforeThoseTheyDependOnAndSideBySideWherePossible() {
        PuppetStage wide = new PuppetStage(settings(9, RunMode.DAEMON));
        wide.begin(agent("db"), agent("cache"), agent("api", "db", "cache"), agent("web", "api"));
        wide.ready("db", "cache", "api", "web");
        wide.told.clear();

        wide.orchestration.stopAll("test");
        assertThat(wide.told).containsExactly("stop web");
        wide.end("web");
        wide.end("api");

        assertThat(wide.told).containsExactly("stop web", "stop api", "stop db", "stop cache");
    }

    @Test
    void whoWaitsForItsTurnIsSkippedByAStop() {
        stage.begin(agent("a"), agent("b"), agent("c"), agent("d", "a"));

        stage.orchestration.stopAll("test");

        assertThat(stage.status("c")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(stage.status("d")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(stage.told).containsExactly("start a", "start b", "stop a", "stop b");
    }

    @Test
    void interruptsAtHalfTimeAndNamesTheStuckAtTheEnd() {
        stage.begin(agent("a"));
        stage.ready("a");
        stage.orchestration.stopAll("test");

        stage.time.pass(Duration.ofSeconds(5));
        assertThat(stage.told).containsExactly("start a", "stop a", "interrupt a");
        stage.time.pass(Duration.ofSeconds(5));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STUCK);
        assertThat(outcome().stuck()).containsExactly("a");
        assertThat(outcome().isSuccess()).isFalse();
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_STOPPING, EventNames.AGENT_STUCK);
    }

    @Test
    void aWholeStopTakesNoLongerThanOneTimeoutHoweverDeepTheChain() {
        PuppetStage wide = new PuppetStage(settings(9, RunMode.DAEMON));
        wide.begin(agent("a"), agent("b", "a"), agent("c", "b"));
        wide.ready("a", "b", "c");

        wide.orchestration.stopAll("test");
        wide.time.pass(Duration.ofSeconds(10));

        assertThat(wide.orchestration.outcome().result().stuck()).containsExactly("a", "b", "c");
        assertThat(wide.told).contains("interrupt a", "interrupt b", "interrupt c");
    }

    @Test
    void aStuckAgentKeepsItsSlotUntilItReallyEnds() {
        PuppetStage one = new PuppetStage(settings(1, RunMode.DAEMON));
        one.begin(agent("a"), agent("b"));
        one.ready("a");
        Future<AgentOutcome> stop = one.stop("a");
        one.time.pass(Duration.ofSeconds(10));
        assertThat(stop.result().result()).isEqualTo(AgentOutcome.Result.STUCK);
        assertThat(stop.result().reason()).startsWith("it did not stop within 10s");
        assertThat(one.told).doesNotContain("start b");

        one.end("a");

        assertThat(one.status("a")).isEqualTo(TerminationStatus.CRITICAL);
        assertThat(one.told).contains("start b");
    }

    @Test
    void timersOfAStopAreGoneWhenEverybodyHasStopped() {
        PuppetStage daemon = new PuppetStage(settings(2, RunMode.DAEMON));
        daemon.begin(agent("a"));
        daemon.ready("a");

        daemon.stop("a");
        daemon.end("a");
        assertThat(daemon.time.waiting()).isZero();
        daemon.start("a");
        daemon.orchestration.stopAll("test");
        daemon.end("a");

        assertThat(daemon.time.waiting()).isZero();
    }

    @Test
    void aSignalOfAnEarlierStartChangesNothing() {
        PuppetStage daemon = new PuppetStage(settings(2, RunMode.DAEMON));
        daemon.begin(agent("a"));
        Body first = daemon.body("a");
        daemon.end("a");
        daemon.start("a");
        int before = daemon.events.size();

        daemon.orchestration.receive(new Signal.Ready(first));
        daemon.orchestration.receive(new Signal.Emitted(first, "LATE", Map.of(), null));
        daemon.orchestration.receive(new Signal.Ended(first, Ending.SUCCESS));

        assertThat(daemon.events).hasSize(before);
        assertThat(daemon.state("a")).isEqualTo(LifecycleState.STARTING);
        assertThat(daemon.snapshot("a").incarnation()).isEqualTo(2);
    }

    @Test
    void whoIsNotReadyInTimeIsStoppedAndHasFailed() {
        stage.begin(agent("a"), agent("b", "a"));

        stage.time.pass(Duration.ofSeconds(61));
        stage.orchestration.check();
        assertThat(stage.told).endsWith("stop a");
        assertThat(stage.eventsOf("a")).contains(EventNames.AGENT_TIMEOUT);
        stage.end("a");

        assertThat(stage.status("a")).isEqualTo(TerminationStatus.ERROR);
        assertThat(stage.status("b")).isEqualTo(TerminationStatus.SKIPPED);
    }

    @Test
    void whoIsHeldAtItsSetupGateIsNotTooLate() {
        stage.gatesOf("a").setup().close();
        stage.begin(agent("a"));

        stage.time.pass(Duration.ofSeconds(61));
        stage.orchestration.check();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        stage.gatesOf("a").setup().open();
        stage.orchestration.receive(new Signal.PassedGate(stage.body("a")));
        stage.time.pass(Duration.ofSeconds(59));
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        stage.time.pass(Duration.ofSeconds(2));
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
    }

    @Test
    void aReadyThatComesAfterTheStopChangesNothing() {
        PuppetStage daemon = new PuppetStage(settings(2, RunMode.DAEMON));
        daemon.begin(agent("a"), agent("b", "a"));
        daemon.stop("a");

        daemon.ready("a");

        assertThat(daemon.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(daemon.told).doesNotContain("start b");
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        stage.begin(agent("a"));
        stage.ready("a");

        stage.stop("a");
        stage.orchestration.stopAll("test");
        stage.orchestration.stopAll("again");

        assertThat(stage.told).containsExactly("start a", "stop a");
        assertThat(stage.events).extracting(Event::name).containsOnlyOnce(EventNames.SHUTDOWN);
    }

    @Test
    void nothingStartsDuringAShutdown() {
        stage.begin(agent("a"), agent("b"));
        stage.end("b");
        stage.orchestration.stopAll("test");

        assertThatThrownBy(() -> stage.start("b"))
                .isInstanceOf(ShuttingDownException.class)
                .hasMessage("start is refused: Baton is shutting down");
    }

    @Test
    void aFailedPartIsToldWithItsName() {
        stage.begin(agent("a"));

        stage.orchestration.receive(
                new Signal.Failed(stage.body("a"), "plugin Tracer", "java.lang.IllegalStateException", "it failed"));

        assertThat(stage.events)
                .filteredOn(event -> event.name().equals(EventNames.AGENT_ERROR))
                .extracting(Event::data)
                .containsExactly(Map.of(
                        "part", "plugin Tracer", "error", "it failed", "type", "java.lang.IllegalStateException"));
    }

    @Test
    void aDiamondStartsInALegalOrderWhateverTheOrderOfItsAgents() {
        List<AgentSpec> diamond =
                List.of(agent("top"), agent("left", "top"), agent("right", "top"), agent("bottom", "left", "right"));
        for (int first = 0; first < diamond.size(); first++) {
            for (int second = 0; second < diamond.size(); second++) {
                AgentSpec[] shuffled = diamond.toArray(AgentSpec[]::new);
                swap(shuffled, 0, first);
                swap(shuffled, 1, second);
                PuppetStage run = new PuppetStage(settings(2, RunMode.STOP_ON_EMPTY));
                run.begin(shuffled);
                for (String name : List.of("top", "left", "right", "bottom")) {
                    run.ready(name);
                    run.end(name);
                }

                assertThat(run.told)
                        .startsWith("start top")
                        .endsWith("start bottom")
                        .hasSize(4);
            }
        }
    }

    private static void swap(AgentSpec[] agents, int one, int other) {
        AgentSpec kept = agents[one];
        agents[one] = agents[other];
        agents[other] = kept;
    }

    private Outcome outcome() {
        return stage.orchestration.outcome().result();
    }
}
