package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    @Test
    void anUnknownDependencyIsToldWithTheNearestName() {
        assertThat(findings(5, DependencyGraphTest::endsByItself, agent("database"), agent("api", "databse")))
                .containsExactly("agents.api.dependsOn 'api' depends on 'databse', but there is no such agent:"
                        + " did you mean 'database'?");
    }

    @Test
    void aCycleIsNamedAlongItsWay() {
        assertThat(findings(5, DependencyGraphTest::endsByItself, agent("a", "b"), agent("b", "a")))
                .singleElement()
                .asString()
                .contains("a -> b -> a");
    }

    @Test
    void anAgentThatDependsOnItselfIsACycle() {
        assertThat(findings(5, DependencyGraphTest::endsByItself, agent("a", "a")))
                .singleElement()
                .asString()
                .contains("a -> a");
    }

    @Test
    void aCycleIsToldOnceHoweverManyWaitBehindIt() {
        assertThat(findings(
                        5,
                        DependencyGraphTest::endsByItself,
                        agent("x", "a"),
                        agent("y", "x"),
                        agent("a", "b"),
                        agent("b", "c"),
                        agent("c", "a")))
                .singleElement()
                .asString()
                .contains("a -> b -> c -> a");
    }

    @Test
    void everySeparateCycleIsTold() {
        assertThat(findings(
                        5,
                        DependencyGraphTest::endsByItself,
                        agent("a", "b"),
                        agent("b", "a"),
                        agent("c", "d"),
                        agent("d", "c")))
                .hasSize(2);
    }

    @Test
    void aChainOfThreeThatNeverEndNeedsThreeWorkers() {
        AgentSpec[] chain = {agent("a"), agent("b", "a"), agent("c", "b")};

        assertThat(findings(2, DependencyGraphTest::neverEnds, chain))
                .containsExactly(
                        "agents.c.dependsOn the dependencies c -> b -> a can never be met: they need 3 workers at"
                                + " once, because b and a run until stopped, but maxWorkers is 2: set it to at least 3");
        assertThat(findings(3, DependencyGraphTest::neverEnds, chain)).isEmpty();
    }

    @Test
    void aChainThatEndsNeedsOneWorker() {
        assertThat(findings(1, DependencyGraphTest::endsByItself, agent("a"), agent("b", "a"), agent("c", "b")))
                .isEmpty();
    }

    @Test
    void onlyTheFirstOfAnEndlessChainIsRefusedNotAllBehindIt() {
        assertThat(findings(1, DependencyGraphTest::neverEnds, agent("a"), agent("b", "a"), agent("c", "b")))
                .hasSize(1);
    }

    @Test
    void dependenciesSideBySideAreNamedTogether() {
        assertThat(findings(2, DependencyGraphTest::neverEnds, agent("a"), agent("b"), agent("c", "a", "b")))
                .singleElement()
                .asString()
                .contains("c -> (a, b)");
    }

    @Test
    void waitingForTheCompletionOfWhatNeverEndsIsRefused() {
        AgentSpec report = agent("report").dependingOn("sampler", Condition.COMPLETED);

        assertThat(findings(5, spec -> spec.name().equals("sampler"), agent("sampler"), report))
                .singleElement()
                .asString()
                .contains("'report' waits for 'sampler' to be completed, but that never ends by itself");
    }

    @Property(tries = 200)
    void everybodyStartsAfterThoseTheyDependOn(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> numbers) {
        List<AgentSpec> agents = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            AgentSpec spec = agent("agent" + i);
            if (i > 0) {
                spec = spec.dependingOn("agent" + numbers.get(i) % i, Condition.READY);
            }
            agents.add(0, spec);
        }

        List<String> order = new DependencyGraph(agents)
                .startOrder().stream().map(AgentSpec::name).toList();

        assertThat(order).hasSameSizeAs(agents).doesNotHaveDuplicates();
        agents.forEach(spec -> spec.dependsOn()
                .keySet()
                .forEach(dependency -> assertThat(order.indexOf(dependency)).isLessThan(order.indexOf(spec.name()))));
    }

    private static boolean endsByItself(AgentSpec spec) {
        return false;
    }

    private static boolean neverEnds(AgentSpec spec) {
        return true;
    }

    private static AgentSpec agent(String name, String... dependencies) {
        AgentSpec spec = AgentSpec.of(name, "test", () -> new Agent() {
            @Override
            protected void execute() {}
        });
        for (String dependency : dependencies) {
            spec = spec.dependingOn(dependency, Condition.READY);
        }
        return spec;
    }

    private static List<String> findings(int maxWorkers, Predicate<AgentSpec> neverEnds, AgentSpec... agents) {
        Findings findings = new Findings();
        new DependencyGraph(List.of(agents)).validate(findings, maxWorkers, neverEnds);
        return findings.all().stream()
                .map((Finding finding) -> finding.path() + ' ' + finding.message())
                .toList();
    }
}
