package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import dev.baton.scenario.agents.Stops;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people see on the page while agents do what agents do. */
class WatchingIT extends InBrowser {

    @Test
    void showsAnAgentCrashAndComeBack() {
        JsonObject config = Weather.config();
        // Long enough to be seen where the browser is slow.
        config.getJsonObject("agents").getJsonObject("collector-oslo").put("restart", Weather.backOff("8s"));
        LiveBaton baton = Weather.start(config);
        Page page = open(baton);
        assertThat(row(page, "collector-oslo")).containsText("Running");
        mark(page);

        baton.fail("collector-oslo", "broken pipe");
        assertThat(row(page, "collector-oslo")).containsText("Back-off");
        assertThat(row(page, "collector-oslo")).containsText("broken pipe");

        assertThat(row(page, "collector-oslo")).containsText("Running");
        assertThat(row(page, "collector-oslo").locator(".cell-restarts")).hasText("1");
        row(page, "collector-oslo").getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".timeline-list")).containsText("Back-off");
        assertThat(page.locator("section[aria-label='Needed by']")).containsText("forecast");
        requireSame(page);
    }

    @Test
    void showsProgressAndNumbers() {
        LiveBaton baton = Weather.start();
        baton.progress("forecast", 64, 100, "grid cells");
        Page page = open(baton);
        assertThat(row(page, "forecast").getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "64");
        baton.progress("forecast", 65, 100, "grid cells");
        assertThat(row(page, "forecast").getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "65");
        assertThat(row(page, "pulse").locator(".cell-cycles")).containsText(Pattern.compile("\\d m?s"));
        assertThat(row(page, "pulse").locator(".spark")).isVisible();
        assertThat(page.locator(".slots")).containsText("17 / 30 slots");
    }

    @Test
    void showsAnAgentThatIsNew() {
        LiveBaton baton = Weather.start();
        Page page = open(baton);
        assertThat(row(page, "db")).isVisible();
        JsonObject config = baton.written();
        config.getJsonObject("agents").put("newcomer", LiveBaton.player("newcomer"));
        baton.rewrite(config);
        baton.reload();
        assertThat(row(page, "newcomer")).containsText("Running");
    }

    /** Somebody else's stop, which takes its time. */
    @Test
    void showsThatSomebodyElseStopsAnAgentBeforeItHasStopped() {
        JsonObject config = Weather.config();
        config.getJsonObject("orchestrator").put("agentStopTimeout", "16s");
        config.getJsonObject("agents").put("sleeper", new JsonObject().put("class", Stops.Dreamer.class.getName()));
        LiveBaton baton = Weather.start(config);
        Page page = open(baton);
        assertThat(row(page, "sleeper")).containsText("Running");

        baton.stop("sleeper");
        assertThat(row(page, "sleeper")).containsText("Stopping");
        assertThat(row(page, "sleeper")).containsText("it was asked to stop");
        row(page, "sleeper").getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".timeline-list")).containsText("Stopping");
        assertThat(page.locator(".agent-title")).containsText("Ended, warning");
    }

    @Test
    void filters() {
        JsonObject config = Weather.config();
        config.getJsonObject("agents").getJsonObject("collector-accra").put("restart", Weather.backOff("1h"));
        LiveBaton baton = Weather.start(config);
        baton.fail("collector-accra", "no station within 80 km");
        Page page = open(baton);
        page.getByLabel("Search agents").fill("collector");
        assertThat(shown(page)).hasCount(6);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Back-off")))
                .click();
        assertThat(shown(page)).hasCount(1);
        assertThat(row(page, "collector-accra")).isVisible();
        button(page, "Clear filters").click();
        page.getByLabel("Group").selectOption("delivery");
        assertThat(shown(page)).hasCount(3);
        assertThat(page).hasURL(Pattern.compile("group=delivery"));
        page.reload();
        assertThat(shown(page)).hasCount(3);
    }

    @Test
    void sorts() {
        LiveBaton baton = Weather.start();
        baton.fail("radar", "connection refused");
        baton.stop("migrate");
        Page page = open(baton);
        assertThat(row(page, "radar")).containsText("Crash loop");
        assertThat(row(page, "migrate")).containsText("Succeeded");
        button(page, "State").click();
        assertThat(shown(page).first()).containsText("radar");
        button(page, "State").click();
        assertThat(shown(page).first()).containsText("migrate");
    }

    @Test
    void followsALog() {
        LiveBaton baton = Weather.start();
        baton.write("collector-rome", "station IT-22 has not reported for 2 h");
        baton.write("collector-rome", "station IT-23 has not reported for 2 h");
        Page page = open(baton);
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".log-line").last()).containsText("station IT-23");
        baton.write("collector-rome", "a line of just now");
        assertThat(page.locator(".log-line").last()).containsText("a line of just now");
        page.getByLabel("Find in logs").fill("just now");
        assertThat(page.locator(".log-line")).hasCount(1);
    }

    @Test
    void saysThatLogsAreNotAllowed() {
        JsonObject config = Weather.config();
        config.getJsonObject("orchestrator").put("allowedCommands", "monitoring");
        Page page = open(Weather.start(config));
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.getByText("No logs: logs is not allowed by orchestrator.allowedCommands"))
                .isVisible();
    }

    @Test
    void showsOneAgentWithItsNeighboursAndItsPast() {
        LiveBaton baton = Weather.start();
        baton.fail("radar", "connection refused");
        Page page = open(baton);
        row(page, "radar").getByRole(AriaRole.LINK).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("radar")))
                .isVisible();
        assertThat(page.locator(".timeline-list")).containsText("Crash loop");
        assertThat(page.locator("section[aria-label='Needed by']")).containsText("alerts");
        assertThat(page.locator("section[aria-label=Config]")).containsText("•••");
        assertThat(page.locator("section[aria-label=Config]")).not().containsText("s3cret");
        baton.startAgain("radar");
        assertThat(page.locator(".timeline-list li").first()).containsText("Running");
    }

    @Test
    void explainsWhatHoldsUpWhom() {
        LiveBaton baton = Weather.start();
        for (String agent : List.of("report", "digest", "alerts", "radar")) {
            baton.stop(agent);
        }
        for (String agent : List.of("report", "digest", "alerts")) {
            baton.startAgain(agent);
        }
        Page page = open(baton);
        assertThat(row(page, "alerts")).containsText("Waiting");
        page.keyboard().press("2");
        assertThat(page.locator(".blocked")).containsText("radar");
        assertThat(page.locator(".blocked")).containsText("digest");
        assertThat(page.locator(".edge.is-blocked")).hasCount(3);
        page.locator("a.node[aria-label^='alerts,']").click();
        assertThat(page.locator(".agent-reason")).hasText("waiting for radar to be ready (it is stopped)");
    }

    @Test
    void keepsTheEventLogStillAndSavesIt() throws IOException {
        LiveBaton baton = Weather.start();
        for (int i = 1; i <= 40; i++) {
            baton.emit("collector-rome", "STATION_READ", Map.of("station", "IT-" + i));
        }
        Page page = open(baton);
        page.keyboard().press("3");
        page.getByLabel("Event type").selectOption("STATION_READ");
        assertThat(page.getByText("40 events")).isVisible();
        button(page, "Pause").click();
        baton.emit("collector-rome", "STATION_READ", Map.of("station", "IT-41"));
        assertThat(button(page, "Resume (1 new)")).isVisible();
        assertThat(page.getByText("40 events")).isVisible();
        button(page, "Resume (1 new)").click();
        assertThat(page.locator(".event-table .row").last()).containsText("IT-41");

        Download download = page.waitForDownload(() -> button(page, "Export").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(41);
        assertThat(new JsonObject(lines.get(40)).getJsonObject("data").getString("station"))
                .isEqualTo("IT-41");
    }

    /** Looking is recorded too; a page that looked again because of that would never come to rest. */
    @Test
    void doesNotAnswerItsOwnEcho() {
        Page page = open(Weather.start());
        assertThat(row(page, "db")).isVisible();
        page.keyboard().press("3");
        page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
        page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
        assertThat(page.locator(".event-table")).not().containsText("command=stats");
        Object asked = page.evaluate("() => performance.getEntriesByType('resource')"
                + ".filter(each => each.name.includes('/api/agents')).length");
        assertThat(((Number) asked).longValue()).isBetween(1L, 20L);
    }

    @Test
    void drawsCharts() {
        Page page = open(Weather.start());
        assertThat(row(page, "db")).isVisible();
        page.keyboard().press("4");
        assertThat(page.locator(".uplot canvas")).hasCount(4);
        assertThat(page.locator("figure").first()).hasAttribute("aria-label", Pattern.compile("Running 17"));
    }

    @Test
    void beginsItsChartsWithWhatTheEventsTell() {
        Page page = open(Weather.start());
        assertThat(row(page, "db")).isVisible();
        Object agents = page.evaluate("""
                async () => {
                    const script = document.querySelector("script[type=module]").src;
                    const {pastSamples} = await import(new URL("past.js", script).href);
                    const at = second => new Date(second * 1000).toISOString();
                    const event = (second, name, agent, data = {}) =>
                        ({timestamp: at(second), category: "agent", event_name: name, agent, data});
                    const events = [
                        event(100, "AGENT_READY", "a"),
                        event(111, "AGENT_STARTED", "b"),
                        event(115, "AGENT_STOPPING", "a", {reason: "it was asked to stop"}),
                        event(121, "AGENT_TERMINATED", "a", {status: "ERROR"})];
                    const now = [
                        {agent_name: "a", lifecycle_state: "TERMINATED", termination_status: "ERROR"},
                        {agent_name: "b", lifecycle_state: "RUNNING"},
                        {agent_name: "c", lifecycle_state: "RUNNING"}];
                    return pastSamples(events, now, 0, 131, 10)
                        .map(each => `${each.at}: ${each.running} ${each.queued} ${each.failed}`).join(", ");
                }""");
        assertThat(agents).isEqualTo("110: 2 1 0, 120: 3 0 0, 130: 2 0 1");
    }
}
