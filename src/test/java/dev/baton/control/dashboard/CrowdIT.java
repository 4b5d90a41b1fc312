package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Ten thousand real agents, a few of which run. */
class CrowdIT extends InBrowser {
    private static final int AGENTS = 10_000;
    private static final int AT_ONCE = 4;

    private static LiveBaton crowd() {
        JsonObject agents = new JsonObject();
        for (int i = 0; i < AGENTS; i++) {
            String name = "agent-%05d".formatted(i);
            agents.put(name, LiveBaton.player(name).put("group", "group-" + i % 7));
        }
        return LiveBaton.start(new JsonObject().put("agents", agents));
    }

    @Test
    void scrollsThroughTenThousandAgentsAndStopsAHundredOfThem() {
        Page page = open(crowd());
        assertThat(page.getByText("10,000 agents", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(medianFrameMillis(page)).isLessThan(100);
        assertThat(shown(page).count()).isLessThan(80);
        page.evaluate("() => { const rows = document.querySelector('.rows'); rows.scrollTop = rows.scrollHeight; }");
        assertThat(row(page, "agent-09999")).isVisible();
        Browser.requireAccessible(page);

        page.getByLabel("Search agents").fill("agent-077");
        assertThat(page.getByText("100 of 10,000")).isVisible();
        assertThat(requestsAtOnceWhileAllAreStopped(page)).isEqualTo(AT_ONCE);
        assertThat(shown(page).first()).containsText("it was stopped before its turn");
    }

    private static double medianFrameMillis(Page page) {
        return ((Number) page.evaluate("""
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
                }""")).doubleValue();
    }

    /** Stops all that are shown, and returns how many requests to stop were under way at the same time at most. */
    private static int requestsAtOnceWhileAllAreStopped(Page page) {
        // Counted in the page: a request that is over and the next one are not told of in order.
        page.evaluate("""
                () => {
                    const fetch = window.fetch;
                    const stops = {now: 0, most: 0, all: 0};
                    window.stops = stops;
                    window.fetch = async (path, options) => {
                        if (!path.includes("/stop")) {
                            return fetch(path, options);
                        }
                        stops.all++;
                        stops.now++;
                        stops.most = Math.max(stops.most, stops.now);
                        try {
                            return await fetch(path, options);
                        } finally {
                            stops.now--;
                        }
                    };
                }""");
        page.getByLabel("Select all that are shown").check();
        page.getByRole(AriaRole.TOOLBAR)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        answer(page, "Stop").click();
        assertThat(page.locator(".notes")).containsText("Stop: told to 100 agents");
        assertThat(page.evaluate("() => window.stops.all")).isEqualTo(100);
        return ((Number) page.evaluate("() => window.stops.most")).intValue();
    }
}
