package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of agent does what its config says. */
class KindsTest {
    private static final String KINDS = "dev.baton.scenario.agents.Kinds";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
    }

    private BatonProcess run(String agents) {
        return files.config("agents:\n" + agents.formatted(KINDS).indent(2)).run();
    }

    @Test
    void executesAnAgentOnce() {
        try (BatonProcess baton = run("a: {class: '%s$Once'}")) {
            baton.endsWith(0);

            assertThat(baton.said("a")).containsExactly("setup", "executed on a platform thread", "closed");
        }
    }

    @Test
    void repeatsALoopingAgentUpToItsLimit() {
        try (BatonProcess baton = run("a: {class: '%s$Loop', config: {limit: 5}}")) {
            baton.endsWith(0);

            assertThat(baton.said("a")).containsExactly("cycle 1", "cycle 2", "cycle 3", "cycle 4", "cycle 5");
        }
    }

    @Test
    void callsAPeriodicAgentWithoutDriftIfDelaysAreCompensated() {
        try (BatonProcess baton = run("""
                compensated: {class: '%1$s$Tick', config: {executionInterval: 100ms, delayCompensation: true, limit: 20}}
                simple: {class: '%1$s$Tick', config: {executionInterval: 100ms, limit: 15}}
                """)) {
            baton.endsWith(0);

            assertThat(baton.said("compensated")).hasSize(2).startsWith("calls 20");
            assertThat(spread(baton, "compensated")).isLessThan(40);
            assertThat(baton.said("simple")).startsWith("calls 15");
        }
    }

    /** The middle one of how late the calls began in their intervals, in milliseconds; with drift it is about 50. */
    private static int spread(BatonProcess baton, String agent) {
        return Integer.parseInt(baton.said(agent).get(1).replace("spread over ", ""));
    }

    @Test
    void callsAScheduledAgentAtTheTimesOfItsCronExpression() {
        try (BatonProcess baton = run("a: {class: '%s$Cron', config: {cron: '* * * * * *', limit: 3}}")) {
            baton.endsWith(0);

            List<Long> times = baton.said("a").stream()
                    .map(text -> Long.valueOf(text.replace("called at ", "")))
                    .toList();
            assertThat(times).hasSize(3).isSorted();
            assertThat(times.stream().map(time -> time / 1000)).doesNotHaveDuplicates();
            // One may have to wait for a processor; all three would come late if they weren't called by the clock.
            assertThat(times)
                    .as("milliseconds after the full second")
                    .anySatisfy(time -> assertThat(time % 1000).isLessThan(500));
        }
    }

    @Test
    void handsAnEventAgentItsMessagesInOrderAndSendsItsReplies() {
        try (BatonProcess baton = run("""
                clerk: {class: '%1$s$Clerk', config: {address: orders, limit: 3}}
                customer: {class: '%1$s$Customer', dependsOn: [clerk], config: {executionInterval: 10ms}}
                """)) {
            baton.awaitLine("customer", "tea is number").signal("INT").endsWith(0);

            assertThat(baton.said("clerk")).containsExactly("got bread", "got milk", "got tea");
            assertThat(baton.said("customer"))
                    .containsExactly("bread is number 1", "milk is number 2", "tea is number 3");
        }
    }

    @Test
    void runsAPoolAndStartsAFailedMemberAnew() {
        try (BatonProcess baton = run("""
                pool:
                  class: dev.baton.agent.PoolAgent
                  config:
                    autoReboot: true
                    agents:
                      shaky: {class: '%1$s$Shaky'}
                      loop: {class: '%1$s$Loop', config: {limit: 3}}
                """)) {
            baton.endsWith(0);

            assertThat(baton.said("pool.shaky"))
                    .containsExactly("start 1", "execute threw java.lang.IllegalStateException: shaken", "start 2");
            assertThat(baton.said("pool.loop")).containsExactly("cycle 1", "cycle 2", "cycle 3");
            assertThat(baton.said(BATON)).contains("Ended in SUCCESS agent=pool");
        }
    }

    @Test
    void failsAPoolWithItsMemberIfItIsNotToStartAnew() {
        try (BatonProcess baton = run("""
                pool:
                  class: dev.baton.agent.PoolAgent
                  restart: never
                  config:
                    agents:
                      shaky: {class: '%1$s$Shaky'}
                      loop: {class: '%1$s$Loop'}
                """)) {
            baton.endsWith(1);

            assertThat(baton.said("pool.shaky")).first().isEqualTo("start 1");
            assertThat(baton.said("pool.shaky")).doesNotContain("start 2");
            assertThat(baton.err()).containsExactly("1 agent of 1 did not succeed: pool");
        }
    }
}
