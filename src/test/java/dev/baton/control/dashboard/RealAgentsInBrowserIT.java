package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.Restart;
import dev.baton.agent.Supervision;
import dev.baton.launcher.Orchestrator;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page over a real orchestrator with real agents. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealAgentsInBrowserIT {
    private static final double PATIENCE_MILLIS = 20_000;
    private static final Duration BACK_OFF = Duration.ofSeconds(3);

    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final AtomicLong cycles = new AtomicLong();
    private final Orchestrator baton = Orchestrator.create()
            .withSettings(new JsonObject().put("name", "weather").put("runMode", "DAEMON"))
            .registerAgent("db", Steady::new)
            .registerAgent("sensor", Sensor::new)
            .registerAgent("api", Steady::new)
            .addDependency("api", "sensor")
            .addDependency("sensor", "db")
            .supervise("sensor", Supervision.DEFAULT.withGroup("ingest").withRestart(patient()));
    private final Browser browser = new Browser();
    private Served served;

    RealAgentsInBrowserIT() {
        baton.start().await();
        served = Served.over(baton.commands());
    }

    private static Restart patient() {
        Restart usual = Restart.DEFAULT;
        return new Restart(
                usual.policy(),
                BACK_OFF,
                1,
                BACK_OFF,
                0,
                usual.maxRestarts(),
                usual.window(),
                usual.resetAfter(),
                List.of());
    }

    /** Works, and says how far it is. */
    private class Steady extends PeriodicAgent {
        @Override
        protected void runner() {
            context().progress(cycles.incrementAndGet() % 100, 100, "readings");
        }
    }

    /** Breaks when the test says so. */
    private final class Sensor extends Steady {
        @Override
        protected void runner() {
            if (isBroken.compareAndSet(true, false)) {
                throw new IllegalStateException("<b>the sensor is wet</b>");
            }
            super.runner();
        }
    }

    @BeforeAll
    void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterAll
    void close() {
        browser.close();
        served.close();
        baton.stop().await();
    }

    private Page open() {
        Page page = browser.page();
        page.navigate(served.address());
        assertThat(row(page, "sensor")).containsText("Running");
        page.evaluate("() => { window.isSame = true; }");
        return page;
    }

    private void requireSame(Page page) {
        assertThat(page.evaluate("() => window.isSame === true")).isEqualTo(true);
        browser.requireQuiet();
    }

    private static Locator row(Page page, String agent) {
        return page.locator("[data-agent=" + agent + "]");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void showsAnAgentCrashAndComeBack() {
        Page page = open();
        isBroken.set(true);
        assertThat(row(page, "sensor")).containsText("Back-off");
        assertThat(row(page, "sensor").locator(".cell-reason")).containsText("<b>the sensor is wet</b>");
        assertThat(row(page, "sensor")).containsText("Running");
        assertThat(row(page, "sensor").locator(".cell-restarts")).hasText("1");
        row(page, "sensor").getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".timeline-list")).containsText("Back-off");
        assertThat(page.locator("section[aria-label='Needed by']")).containsText("api");
        requireSame(page);
    }

    @Test
    void stopsAndStartsOne() {
        Page page = open();
        button(page, "Stop api").click();
        page.locator("dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        assertThat(button(page, "Start api")).isVisible();
        button(page, "Start api").click();
        assertThat(row(page, "api")).containsText("Running");
        button(page, "Pause api").click();
        assertThat(row(page, "api")).containsText("Paused");
        button(page, "Resume api").click();
        assertThat(row(page, "api")).containsText("Running");
        requireSame(page);
    }

    @Test
    void showsNumbersAndProgress() {
        Page page = open();
        assertThat(row(page, "db").locator(".cell-cycles")).containsText(Pattern.compile("\\d m?s"));
        assertThat(row(page, "db").locator(".spark")).isVisible();
        assertThat(row(page, "db").getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(page.locator(".slots")).containsText("3 / 5 slots");
        requireSame(page);
    }

    @Test
    void losesAndRegainsTheServer() {
        Page page = open();
        served.goAway();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");
        served.comeAgain();
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(row(page, "sensor")).containsText("Running");
        requireSame(page);
    }

    /** Looking is recorded too; a page that looked again because of that would never come to rest. */
    @Test
    void doesNotAnswerItsOwnEcho() {
        Page page = open();
        page.keyboard().press("3");
        page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
        page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
        assertThat(page.locator(".event-table")).not().containsText("command=stats");
        long asked = page.evaluate(
                                "() => performance.getEntriesByType('resource').filter(each => each.name.includes('/api/agents')).length")
                        instanceof Number number
                ? number.longValue()
                : -1;
        assertThat(asked).isBetween(1L, 20L);
        requireSame(page);
    }
}
