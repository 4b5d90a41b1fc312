package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.baton.launcher.LiveBaton;
import dev.baton.testing.ClusterNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real nodes, watched and steered on the page of the first. */
class ClusterInBrowserIT extends InBrowser {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String CONFIG = """
            orchestrator: {runMode: DAEMON, maxWorkers: 10}
            agents:
              sleeper:
                command: [sh, -c, 'exec sleep 100000']
              talker:
                class: dev.baton.demo.Uptime
                config: {executionInterval: 200ms}
                dependsOn: [sleeper]
            """;

    @TempDir
    private Path folder;

    private static Locator row(Page page, String agent, String node) {
        return page.locator("[data-agent=" + agent + "][data-node=" + node + "]");
    }

    @Test
    void watchesAndSteersRealNodes() {
        int port = LiveBaton.freePort();
        try (ClusterNodes nodes = ClusterNodes.onLoopback(folder, CONFIG, "n1", "n2", "n3")) {
            nodes.start("n1", "--http", String.valueOf(port));
            nodes.form(START, "n2", "n3");
            Page page = browser.page();
            page.navigate("http://127.0.0.1:" + port + "/");
            mark(page);
            for (String node : new String[] {"n1", "n2", "n3"}) {
                assertThat(row(page, "talker", node)).containsText("Running");
            }
            button(page, "Stop talker on n2").click();
            answer(page, "Stop").click();
            assertThat(row(page, "talker", "n2")).containsText("Succeeded");
            assertThat(row(page, "talker", "n1")).containsText("Running");

            nodes.node("n3").kill();
            assertThat(row(page, "talker", "n3")).containsText(Pattern.compile("n3 can't be reached for \\d+s"));
            assertThat(page.locator(".cluster")).containsText("3 nodes, 1 unreachable");
            nodes.start("n3");
            assertThat(page.locator(".cluster")).hasText("cluster baton: 3 nodes");
            assertThat(row(page, "talker", "n3")).not().containsText("can't be reached");
            assertThat(row(page, "talker", "n3")).containsText("Running");

            nodes.node("n2").leave();
            assertThat(page.locator(".cluster")).hasText("cluster baton: 2 nodes");
            assertThat(row(page, "talker", "n2")).hasCount(0);
            page.keyboard().press("5");
            assertThat(page.locator(".node-card[data-node=n2]")).containsText("Gone for");
            page.keyboard().press("2");
            assertThat(page.locator(".graph-part")).hasCount(2);
            requireSame(page);
        }
    }
}
