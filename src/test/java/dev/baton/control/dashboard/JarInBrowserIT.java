package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import dev.baton.scenario.agents.Failing;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as the jar serves it, before and after that is killed. */
@Tag("alone")
@Tag("browser")
class JarInBrowserIT {
    private static final double PATIENCE_MILLIS = 45_000;

    @TempDir
    private Path folder;

    @Test
    void followsALogOverTheEndOfBaton() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        int port = LiveBaton.freePort();
        BatonFolder files = new BatonFolder(folder)
                .config("""
                orchestrator: {name: kiln, runMode: DAEMON, commandSocketPath: '%s'}
                http: {enabled: true, port: %d}
                agents:
                  worker: {class: "%s$Once"}
                """.formatted(folder.resolve("baton.sock"), port, Failing.class.getName()));
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            try (BatonProcess baton = files.run().awaitLine("worker", "working")) {
                page.navigate("http://127.0.0.1:" + port + "/");
                Locator row = page.locator("[data-agent=worker]");
                assertThat(row).containsText("Running");
                assertThat(row.locator(".cell-restarts")).hasText("1");
                row.getByRole(AriaRole.LINK).click();
                assertThat(page.locator(".log-text").first()).containsText("working");
                assertThat(page.locator(".log-line").nth(4)).containsText("working");
                page.evaluate("() => { window.isSame = true; }");
                baton.signal("KILL").awaitExit();
            }
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");
            try (BatonProcess again = files.run().awaitLine("worker", "working")) {
                assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
                assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                        .isVisible();
                assertThat(page.locator(".agent-title")).containsText("Running");
                assertThat(page.evaluate("() => window.isSame === true")).isEqualTo(true);
                assertThat(again.isAlive()).isTrue();
            }
            browser.requireQuiet();
        }
    }
}
