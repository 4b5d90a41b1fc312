package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do with the page, done by a browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardInBrowserIT {
    private static final double PATIENCE_MILLIS = 15_000;
    private static final String MARKUP =
            "<img src=x onerror=\"window.isHacked=true\"><script>window.isHacked=true</script>";

    private final Browser browser = new Browser();
    private Served served = Served.open();

    @BeforeAll
    void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() {
        served.close();
        browser.requireQuiet();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    private Page weather() {
        again(Served.open());
        Weather.play(served.stage);
        return open();
    }

    private void again(Served other) {
        served.close();
        served = other;
    }

    private Page open() {
        Page page = browser.page();
        page.navigate(served.address());
        return page;
    }

    private static Locator row(Page page, String agent) {
        return page.locator("[data-agent=" + agent + "]");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator answer(Page page, String name) {
        return page.locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator shown(Page page) {
        return page.locator(".rows-all > .row");
    }

    // ------------------------------------------------------------------------------------------ watching

    @Test
    void showsAnAgentCrashAndComeBack() {
        Page page = weather();
        assertThat(row(page, "collector-oslo")).containsText("Running");
        page.evaluate("() => { window.isSame = true; }");

        served.stage.at(Instant.now()).crashes("collector-oslo", "SocketException: broken pipe");
        assertThat(row(page, "collector-oslo")).containsText("Back-off");
        assertThat(row(page, "collector-oslo")).containsText("SocketException: broken pipe");

        served.stage.comesBack("collector-oslo");
        assertThat(row(page, "collector-oslo")).containsText("Running");
        assertThat(row(page, "collector-oslo").locator(".cell-restarts")).hasText("1");
        assertThat(page.evaluate("() => window.isSame === true")).isEqualTo(true);
    }

    @Test
    void showsProgressAtOnce() {
        Page page = weather();
        assertThat(row(page, "forecast").getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "64");
        served.stage.tell(
                "forecast", EventNames.AGENT_PROGRESS, EventSeverity.INFO, Map.of("done", 650, "total", 1_000));
        assertThat(row(page, "forecast").getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-valuenow", "65");
    }

    @Test
    void showsAnAgentThatIsNew() {
        Page page = weather();
        assertThat(row(page, "db")).isVisible();
        served.stage.agent("newcomer", "com.acme.New", null, "db").runs("newcomer");
        assertThat(row(page, "newcomer")).containsText("Running");
    }

    @Test
    void filters() {
        Page page = weather();
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
        Page page = weather();
        assertThat(row(page, "db")).isVisible();
        button(page, "State").click();
        assertThat(shown(page).first()).containsText("radar");
        button(page, "State").click();
        assertThat(shown(page).first()).containsText("migrate");
    }

    @Test
    void followsALog() {
        Page page = weather();
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".log-line").last()).containsText("station IT-23");
        served.stage.at(Instant.now()).writes("collector-rome", "INFO", "a line of just now");
        assertThat(page.locator(".log-line").last()).containsText("a line of just now");
        page.getByLabel("Find in logs").fill("just now");
        assertThat(page.locator(".log-line")).hasCount(1);
    }

    @Test
    void saysThatThereAreNoLogs() {
        Page page = weather();
        served.stage.refusesLogs(CommandFailure.notAllowed("logs is not among the allowed commands"));
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.getByText("No logs: logs is not among the allowed commands"))
                .isVisible();
        served.stage.refusesLogs(null);
        button(page, "Try again").click();
        assertThat(page.locator(".log-line").last()).containsText("station IT-23");
    }

    @Test
    void showsOneAgentWithItsNeighboursAndItsPast() {
        Page page = weather();
        row(page, "radar").getByRole(AriaRole.LINK).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("radar")))
                .isVisible();
        assertThat(page.locator(".timeline-list")).containsText("Crash loop");
        assertThat(page.locator("section[aria-label='Needed by']")).containsText("alerts");
        assertThat(page.locator("section[aria-label=Config]")).containsText("•••");
        served.stage.at(Instant.now()).runs("radar");
        assertThat(page.locator(".timeline-list li").first()).containsText("Running");
    }

    @Test
    void explainsWhatHoldsUpWhom() {
        Page page = weather();
        page.keyboard().press("2");
        assertThat(page.locator(".blocked")).containsText("radar");
        assertThat(page.locator(".blocked")).containsText("digest");
        assertThat(page.locator(".edge.is-blocked")).hasCount(3);
        page.locator("a.node[aria-label^='alerts,']").click();
        assertThat(page.locator(".agent-reason")).hasText("waiting for radar to be ready");
    }

    @Test
    void keepsTheEventLogStillAndSavesIt() throws IOException {
        Page page = weather();
        page.keyboard().press("3");
        page.getByLabel("Event type").selectOption("STATION_READ");
        assertThat(page.getByText("40 events")).isVisible();
        button(page, "Pause").click();
        served.stage
                .at(Instant.now())
                .tell("collector-rome", "STATION_READ", EventSeverity.INFO, Map.of("station", "IT-41"));
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

    @Test
    void drawsCharts() {
        Page page = weather();
        page.keyboard().press("4");
        assertThat(page.locator(".uplot canvas")).hasCount(4);
        assertThat(page.locator("figure").first()).hasAttribute("aria-label", Pattern.compile("Running \\d+"));
    }

    @Test
    void beginsItsChartsWithWhatTheEventsTell() {
        Page page = weather();
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

    // ------------------------------------------------------------------------------------------ steering

    @Test
    void stopsAndStartsAnAgent() {
        Page page = weather();
        button(page, "Stop collector-rome").click();
        assertThat(page.locator("dialog")).containsText("forecast");
        answer(page, "Stop").click();
        assertThat(row(page, "collector-rome")).containsText("Succeeded");
        button(page, "Start collector-rome").click();
        assertThat(row(page, "collector-rome")).containsText("Running");
        assertThat(page.locator(".notes")).containsText("collector-rome running");
    }

    @Test
    void asksBeforeItHurts() {
        Page page = weather();
        button(page, "Stop db").click();
        assertThat(page.locator("dialog")).containsText("Vital: db");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(served.stage.asked()).noneMatch(Command.Steer.class::isInstance);
    }

    @Test
    void pausesAndResumes() {
        Page page = weather();
        button(page, "Resume collector-quito").click();
        assertThat(row(page, "collector-quito")).containsText("Running");
        button(page, "Pause collector-quito").click();
        assertThat(row(page, "collector-quito")).containsText("Paused");
    }

    @Test
    void stopsSeveralAtOnce() {
        Page page = weather();
        page.getByLabel("Search agents").fill("collector");
        assertThat(shown(page)).hasCount(6);
        page.getByLabel("Select all that are shown").check();
        page.getByRole(AriaRole.TOOLBAR)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        answer(page, "Stop").click();
        for (String city : List.of("rome", "lima", "kyoto")) {
            assertThat(row(page, "collector-" + city)).containsText("Succeeded");
        }
    }

    @Test
    void doesEverythingFromThePalette() {
        Page page = weather();
        assertThat(row(page, "radar")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("start radar");
        page.keyboard().press("Enter");
        assertThat(row(page, "radar")).containsText("Running");
        page.keyboard().press("Control+k");
        page.keyboard().type("history-stats");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("STATION_READ");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.keyboard().type("reload");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("config.city has changed");
        answer(page, "Reload").click();
        Awaitility.await().until(() -> served.stage.asked().contains(new Command.Reload(false)));
    }

    @Test
    void isDrivenByTheKeyboard() {
        Page page = weather();
        assertThat(row(page, "db")).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("api");
        page.keyboard().press("ArrowDown");
        assertThat(row(page, "api").getByRole(AriaRole.LINK)).isFocused();
        page.keyboard().press("x");
        assertThat(page.getByRole(AriaRole.TOOLBAR)).containsText("1 selected");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("api")))
                .isVisible();
    }

    // ------------------------------------------------------------------------------------------ trouble

    @Test
    void losesAndRegainsTheServer() {
        Page page = weather();
        assertThat(row(page, "radar")).containsText("Crash loop");
        page.evaluate("() => { window.isSame = true; }");
        served.goAway();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");
        served.stage.at(Instant.now()).runs("radar").ends("geocoder", TerminationStatus.ERROR, "out of memory");
        served.comeAgain();
        assertThat(row(page, "radar")).containsText("Running");
        assertThat(row(page, "geocoder")).containsText("Failed");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.evaluate("() => window.isSame === true")).isEqualTo(true);
    }

    @Test
    void showsWhatAgentsSayAsText() {
        again(Served.open());
        served.stage
                .agent("sly", MARKUP, MARKUP, "db")
                .agent("db", "com.acme.Db", null)
                .waits("sly", LifecycleState.WAITING, MARKUP)
                .tell("sly", MARKUP, EventSeverity.ERROR, Map.of(MARKUP, MARKUP))
                .tell(
                        "sly",
                        EventNames.AGENT_PROGRESS,
                        EventSeverity.INFO,
                        Map.of("done", 1, "total", 2, "text", MARKUP))
                .writes("sly", "INFO", MARKUP);
        Page page = open();
        assertThat(row(page, "sly").locator(".cell-reason")).hasText(MARKUP);
        page.evaluate("() => { location.hash = '#/agent/sly'; }");
        assertThat(page.locator(".log-text")).hasText(MARKUP);
        assertThat(page.locator(".agent-reason")).hasText(MARKUP);
        page.evaluate("() => { location.hash = '#/graph'; }");
        assertThat(page.locator("a.node")).hasCount(2);
        page.evaluate("() => { location.hash = '#/events'; }");
        assertThat(page.locator(".cell-type", new Page.LocatorOptions().setHasText("onerror")))
                .hasText(MARKUP);
        page.locator(".time-button").last().click();
        assertThat(page.locator(".detail")).containsText("onerror");
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("() => window.isHacked")).isNull();
    }

    @Test
    void asksSeldomHoweverMuchHappens() {
        Page page = weather();
        assertThat(row(page, "db")).isVisible();
        long before = served.stage.questionsForAgents();
        for (int i = 0; i < 5_000; i++) {
            served.stage.starts("collector-rome");
        }
        served.stage.runs("collector-rome");
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.locator("section[aria-label=Facts]")).containsText(Pattern.compile("Incarnation5,?002"));
        assertThat(served.stage.questionsForAgents() - before).isLessThan(40);
    }

    // ------------------------------------------------------------------------------------------ tokens

    @Test
    void showsViewersNoButtons() {
        again(Served.withTokens());
        Weather.play(served.stage);
        List<Request> requests = new CopyOnWriteArrayList<>();
        Page page = browser.page();
        page.onRequest(requests::add);
        page.navigate(served.address());
        page.getByLabel("Token").fill("wrong");
        button(page, "Log in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not known");
        Browser.requireAccessible(page);
        page.getByLabel("Token").fill(Served.VIEWER);
        button(page, "Log in").click();
        assertThat(row(page, "db")).containsText("Running");
        assertThat(page.locator(".icon-button")).hasCount(0);
        page.keyboard().press("Control+k");
        page.keyboard().type("stop db");
        assertThat(page.locator(".palette")).containsText("Nothing is called that.");
        page.keyboard().press("Escape");
        page.reload();
        assertThat(row(page, "db")).containsText("Running");
        assertThat(requests).noneMatch(request -> request.url().contains(Served.VIEWER));
        button(page, "Log out").click();
        assertThat(page.getByLabel("Token")).isVisible();
        assertThat(page.getByText("collector-rome")).hasCount(0);
    }

    @Test
    void letsOperatorsSteerButNotShutDown() {
        again(Served.withTokens());
        Weather.play(served.stage);
        Page page = open();
        page.getByLabel("Token").fill(Served.OPERATOR);
        page.keyboard().press("Enter");
        button(page, "Restart collector-oslo").click();
        answer(page, "Restart").click();
        assertThat(page.locator(".notes")).containsText("collector-oslo running");
        page.keyboard().press("Control+k");
        page.keyboard().type("shut down");
        assertThat(page.locator(".palette")).containsText("Nothing is called that.");
    }

    // ------------------------------------------------------------------------------------------ many

    @Test
    void scrollsThroughTenThousandAgents() {
        again(Served.open());
        served.stage.crowd(10_000);
        Page page = open();
        assertThat(page.getByText("10,000 agents", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        Object median = page.evaluate("""
                async () => {
                    const rows = document.querySelector(".rows");
                    const frame = () => new Promise(requestAnimationFrame);
                    const times = [];
                    let before = await frame();
                    for (let i = 0; i < 120; i++) {
                        rows.scrollTop += 640;
                        const now = await frame();
                        times.push(now - before);
                        before = now;
                    }
                    times.sort((a, b) => a - b);
                    console.log(`frames while scrolling: median ${times[60].toFixed(1)} ms, p95 ${times[114].toFixed(1)} ms`);
                    return times[60];
                }""");
        assertThat(((Number) median).doubleValue()).isLessThan(100);
        assertThat(shown(page).count()).isLessThan(80);
        page.evaluate("() => { const rows = document.querySelector('.rows'); rows.scrollTop = rows.scrollHeight; }");
        assertThat(row(page, "agent-09999")).isVisible();
        page.getByLabel("Search agents").fill("agent-07777");
        assertThat(shown(page)).hasCount(1);
        served.stage.ends("agent-07777", TerminationStatus.ERROR, "it broke");
        assertThat(row(page, "agent-07777")).containsText("it broke");
        Browser.requireAccessible(page);
    }
}
