package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import dev.baton.testing.Certificates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page whose server goes, comes back as another, or no longer tells it everything. */
class TroubleIT extends InBrowser {
    @TempDir
    private Path folder;

    @Test
    void losesAndRegainsTheServer() {
        LiveBaton baton = Weather.start();
        Page page = open(baton);
        assertThat(row(page, "radar")).containsText("Running");
        mark(page);
        baton.goAway();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");
        baton.fail("radar", "out of memory");
        baton.stop("geocoder");
        baton.comeAgain();
        assertThat(row(page, "radar")).containsText("Crash loop");
        assertThat(row(page, "geocoder")).containsText("Succeeded");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(live(page)).isVisible();
        requireSame(page);
    }

    @Test
    void showsWhichEventsItHasMissed() {
        JsonObject config = Weather.config();
        config.getJsonObject("orchestrator").put("historyMaxEvents", 100);
        LiveBaton baton = Weather.start(config);
        Page page = open(baton);
        page.keyboard().press("3");
        baton.emit("db", "SOLD", Map.of("order", 1));
        assertThat(page.locator(".event-table")).containsText("SOLD");
        baton.goAway();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");
        baton.emit("db", "SOLD", Map.of("order", 2), 300);
        baton.comeAgain();
        assertThat(live(page)).isVisible();
        page.getByLabel("Event type").selectOption("GAP");
        assertThat(page.locator(".event-table .rows-all .row")).hasCount(1);
        assertThat(page.locator(".event-table .rows-all .row"))
                .containsText(Pattern.compile("from=\\d+.*to=\\d+.*they are forgotten"));
        page.locator(".event-table .time-button").click();
        JsonObject gap = new JsonObject(page.locator(".detail pre").textContent()).getJsonObject("data");
        long missed = gap.getLong("to") - gap.getLong("from") + 1;
        assertThat(missed).isBetween(195L, 215L); // 300 and a few commands, of which 100 are remembered
    }

    /** Somebody starts Baton anew with tokens while a page is open that has none. */
    @Test
    void asksForATokenWhenOneIsNeededFromNowOn() {
        LiveBaton before = Weather.start();
        Page page = open(before);
        assertThat(row(page, "db")).containsText("Running");
        before.close();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");

        JsonObject config = Weather.config();
        config.getJsonObject("http").put("port", before.port()).put("tokens", LoginIT.tokens());
        closeAfterwards(Weather.start(config));
        assertThat(page.getByLabel("Token")).isVisible();
        assertThat(page.getByText("collector-rome")).hasCount(0);
        page.getByLabel("Token").fill(LoginIT.OPERATOR);
        page.keyboard().press("Enter");
        assertThat(row(page, "db")).containsText("Running");
        assertThat(live(page)).isVisible();
    }

    /** The events may no longer be seen, the agents still may. */
    @Test
    void goesOnAskingWhenTheEventsAreRefusedFromNowOn() {
        LiveBaton before = Weather.start();
        Page page = open(before);
        assertThat(live(page)).isVisible();
        before.close();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Connection lost");

        JsonObject config = Weather.config();
        config.getJsonObject("http").put("port", before.port());
        config.getJsonObject("orchestrator")
                .put("allowedCommands", new JsonArray().add("ps").add("status").add("commands"));
        LiveBaton after = closeAfterwards(Weather.start(config));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not live: history is not allowed");
        assertThat(row(page, "radar")).containsText("Running");
        after.fail("radar", "out of memory");
        assertThat(row(page, "radar")).containsText("Crash loop");
        assertThat(page.locator(".icon-button")).hasCount(0);
    }

    @Test
    void worksOverTls() throws Exception {
        Certificates.Pair server = Certificates.make(folder, "server");
        JsonObject config = Weather.config();
        config.getJsonObject("http")
                .put(
                        "tls",
                        new JsonObject()
                                .put("cert", server.cert().toString())
                                .put("key", server.key().toString()));
        LiveBaton baton = closeAfterwards(Weather.start(config));
        Page page = browser.page();
        page.navigate("https://localhost:" + baton.port() + "/");
        assertThat(row(page, "collector-rome")).containsText("Running");
        assertThat(live(page)).isVisible();
        button(page, "Restart collector-rome").click();
        answer(page, "Restart").click();
        assertThat(page.locator(".notes")).containsText("collector-rome running");
        baton.emit("db", "SOLD", Map.of("order", 1));
        page.keyboard().press("3");
        assertThat(page.locator(".event-table")).containsText("SOLD");
    }
}
