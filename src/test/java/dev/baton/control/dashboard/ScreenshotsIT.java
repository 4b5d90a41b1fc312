package dev.baton.control.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page looks, in each dress, for people to look at; and what axe has to say of each view. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("alone")
class ScreenshotsIT {
    private static final int BEATS = 4;

    private final Played served = Played.open();
    private final Browser browser = new Browser();

    @BeforeAll
    void play() {
        PlayedWeather.play(served.stage);
    }

    @AfterAll
    void close() {
        browser.close();
        served.close();
    }

    @ParameterizedTest
    @CsvSource({"light, LIGHT, 1440, 900", "dark, DARK, 1440, 900", "phone, LIGHT, 390, 844"})
    void looksRight(String name, ColorScheme scheme, int width, int height) {
        Page page = browser.page(scheme, width, height);
        page.navigate(served.address());
        page.locator("[data-agent=radar]").waitFor();
        for (int beat = 0; beat < BEATS; beat++) {
            PlayedWeather.breathe(served.stage, beat);
            page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
        }
        view(page, name, "agents");
        page.locator("[data-agent=collector-lima] input").check();
        page.locator("[data-agent=collector-oslo] input").check();
        view(page, name, "agents-selected");
        view(page, name, "graph", "#/graph", ".node >> nth=0");
        view(page, name, "events", "#/events", ".event-table .rows-all .row >> nth=0");
        page.locator(".event-table .rows-all .time-button").last().click();
        view(page, name, "events-detail");
        view(page, name, "charts", "#/charts", ".uplot >> nth=3");
        view(page, name, "agent", "#/agent/collector-rome", ".log-line >> nth=0");
        view(page, name, "agent-waiting", "#/agent/radar", ".timeline-band");
        page.keyboard().press("Control+k");
        page.keyboard().type("stop col");
        page.locator(".palette li >> nth=0").waitFor();
        view(page, name, "palette");
        page.keyboard().press("Enter");
        page.locator(".dialog").waitFor();
        view(page, name, "confirm");
        browser.requireQuiet();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"light, LIGHT, 1440, 900", "dark, DARK, 1440, 900", "phone, LIGHT, 390, 844"})
    void looksRightInACluster(String name, ColorScheme scheme, int width, int height) {
        PlayedCluster cluster = PlayedWeather.cluster().loses("n3");
        try (Played node = Played.open(cluster)) {
            Page page = browser.page(scheme, width, height);
            page.navigate(node.address());
            page.locator("[data-agent=radar]").waitFor();
            page.waitForResponse(response -> response.url().endsWith("/api/stats"), () -> {});
            view(page, name, "cluster-agents");
            view(page, name, "cluster-nodes", "#/nodes", ".node-card >> nth=2");
            view(page, name, "cluster-graph", "#/graph", ".graph-part >> nth=2");
            view(page, name, "cluster-events", "#/events", ".event-table .rows-all .row >> nth=0");
            view(page, name, "cluster-agent", "#/agent/db?node=n2", ".log-frame, .panel-logs .quiet");
            view(page, name, "cluster-agent-lost", "#/agent/db?node=n3", ".agent-reason");
            view(page, name, "cluster-choice", "#/agent/db", ".neighbours");
            browser.requireQuiet();
            page.context().close();
        }
    }

    private static void view(Page page, String name, String view, String address, String ready) {
        page.evaluate("address => { location.hash = address; }", address);
        page.locator(ready).waitFor();
        view(page, name, view);
    }

    private static void view(Page page, String name, String view) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Browser.keep(page, view + "-" + name);
        Browser.requireAccessible(page);
    }
}
