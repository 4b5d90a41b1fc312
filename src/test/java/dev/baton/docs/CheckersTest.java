package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks of pages find what they are there for. */
class CheckersTest {
    private static final Vocabulary WORDS = Vocabulary.ofThisVersion();

    private static Page page(String... lines) {
        return Page.of(Path.of("docs/some.md"), List.of(lines));
    }

    @Test
    void findsLinksThatLeadNowhere() {
        Page page = page(
                "# A heading, here",
                "[a](nowhere.md) [b](cli.md#nothing) [c](#a-heading-here) [over two",
                "lines](#x)");

        assertThat(page.deadLinks())
                .containsExactly(
                        "nowhere.md: there is no docs/nowhere.md",
                        "cli.md#nothing: docs/cli.md has no such heading",
                        "#x: docs/some.md has no such heading");
    }

    @Test
    void findsBlocksThatNobodyTries() {
        Page page = page(
                "```",
                "what is it?",
                "```",
                "```sh",
                "bin/baton ps",
                "rm -r /",
                "```",
                "```text",
                "$ baton ps",
                "```",
                "```python",
                "print(1)",
                "```",
                "```json",
                "{",
                "```");

        assertThat(Blocks.complaints(page)).hasSize(5);
    }

    @Test
    void letsBlocksPassThatAreTriedOrExcused() {
        Page page = page(
                "```text",
                "Ready agent=a",
                "```",
                "```sh",
                "bin/baton ps   # what runs",
                "source <(baton completion bash)",
                "```",
                "<!-- not run: it needs a cluster -->",
                "```sh",
                "kubectl get pods",
                "```",
                "- indented",
                "",
                "  ```yaml",
                "  agents: {}",
                "  ```");

        assertThat(Blocks.complaints(page)).isEmpty();
        assertThat(page.examples().get(3).text()).isEqualTo("agents: {}\n");
    }

    @Test
    void findsNamesThatAreNot() {
        Page page = page(
                "`orchestrator.maxWorker` AGENT_EXPLODED baton_agent_explosions_total BATON_NOTHING",
                "`orchestrator.maxWorkers` AGENT_READY baton_queue_time_seconds_bucket BATON_JAVA BATON_HTTP_PORT",
                "`cluster.bind.host` BATON_ORCHESTRATOR_MAX_WORKERS process-compose NODE_ENV");

        assertThat(WORDS.complaints(page))
                .containsExactly(
                        "there is no metric baton_agent_explosions_total",
                        "there is no event AGENT_EXPLODED",
                        "there is no key orchestrator.maxWorker",
                        "nobody reads the variable BATON_NOTHING");
    }

    @Test
    void findsPromisesThatNobodyHolds() {
        Page page = page(
                "- kept [StopTest.tellsAnAgentThenItsPlugins](../src/test/java/dev/baton/scenario/StopTest.java)",
                "- gone [StopTest.stopsTheMoon](../src/test/java/dev/baton/scenario/StopTest.java)",
                "- elsewhere [StopTest.tellsAnAgentThenItsPlugins](../src/test/java/dev/baton/scenario/SlotsTest.java)",
                "- no test at all");

        assertThat(Promises.complaints(page)).hasSize(3);
    }
}
