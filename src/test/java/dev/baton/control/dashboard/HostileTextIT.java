package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Markup in everything that an agent can say, put in as text wherever the page shows it. What an agent may not be called stands in
 * {@link PlayedIT}, as no real Baton lets it in.
 */
class HostileTextIT extends InBrowser {
    private static final String MARKUP =
            "<img src=x onerror=\"window.isHacked=true\"><script>window.isHacked=true</script>";

    private static void requireUnhurt(Page page) {
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("() => window.isHacked")).isNull();
    }

    @Test
    void reasonsDataAndLogsAreText() {
        JsonObject config = Weather.config();
        config.getJsonObject("agents")
                .getJsonObject("db")
                .getJsonObject("config")
                .put("city", MARKUP);
        LiveBaton baton = Weather.start(config);
        baton.suffer("db", MARKUP);
        baton.emit("db", MARKUP, Map.of(MARKUP, MARKUP));
        baton.progress("db", 1, 2, MARKUP);
        baton.write("db", MARKUP);
        baton.fail("radar", MARKUP);
        Page page = open(baton);

        assertThat(row(page, "db").locator(".cell-reason")).hasText(MARKUP);
        assertThat(row(page, "radar").locator(".cell-reason")).containsText(MARKUP);
        requireUnhurt(page);

        go(page, "#/agent/db");
        assertThat(page.locator(".log-text").last()).hasText(MARKUP);
        assertThat(page.locator(".agent-reason")).hasText(MARKUP);
        assertThat(page.locator("section[aria-label=Config]")).containsText("onerror");
        requireUnhurt(page);

        go(page, "#/agent/radar");
        assertThat(page.locator(".timeline-list")).containsText("onerror");
        assertThat(page.locator(".log-text").first()).isVisible();
        requireUnhurt(page);

        go(page, "#/events");
        assertThat(page.locator(".cell-type", new Page.LocatorOptions().setHasText("onerror")))
                .hasText(MARKUP);
        page.locator(
                        ".row",
                        new Page.LocatorOptions()
                                .setHas(page.getByText(MARKUP, new Page.GetByTextOptions().setExact(true))))
                .first()
                .locator(".time-button")
                .click();
        assertThat(page.locator(".detail")).containsText("onerror");
        requireUnhurt(page);

        go(page, "#/graph");
        assertThat(page.locator("a.node").first()).isVisible();
        go(page, "#/charts");
        assertThat(page.locator(".uplot canvas")).hasCount(4);
        requireUnhurt(page);

        page.keyboard().press("Control+k");
        page.keyboard().type("history-stats");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("onerror");
        requireUnhurt(page);
    }

    @Test
    void addressesAreText() {
        Page page = open(Weather.start());
        assertThat(row(page, "db")).isVisible();
        go(page, "#/agent/" + java.net.URLEncoder.encode(MARKUP, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(page.locator("main")).containsText("onerror");
        go(page, "#/agents?q=" + java.net.URLEncoder.encode(MARKUP, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(page.getByLabel("Search agents")).hasValue(MARKUP);
        requireUnhurt(page);
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }
}
