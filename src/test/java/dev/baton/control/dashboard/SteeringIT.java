package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do to agents with the page. */
class SteeringIT extends InBrowser {

    @Test
    void stopsAndStartsAnAgent() {
        Page page = open(Weather.start());
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
        LiveBaton baton = Weather.start();
        Page page = open(baton);
        button(page, "Stop db").click();
        assertThat(page.locator("dialog")).containsText("Vital: db");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(baton.commandsExecuted()).doesNotContain("stop");
    }

    @Test
    void pausesAndResumes() {
        Page page = open(Weather.start());
        button(page, "Pause collector-quito").click();
        assertThat(row(page, "collector-quito")).containsText("Paused");
        button(page, "Resume collector-quito").click();
        assertThat(row(page, "collector-quito")).containsText("Running");
    }

    @Test
    void stopsSeveralAtOnce() {
        Page page = open(Weather.start());
        page.getByLabel("Search agents").fill("collector");
        assertThat(shown(page)).hasCount(6);
        page.getByLabel("Select all that are shown").check();
        page.getByRole(AriaRole.TOOLBAR)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        answer(page, "Stop").click();
        for (String city : Weather.CITIES) {
            assertThat(row(page, "collector-" + city)).containsText("Succeeded");
        }
    }

    @Test
    void doesEverythingFromThePalette() {
        LiveBaton baton = Weather.start();
        baton.stop("radar");
        Page page = open(baton);
        assertThat(row(page, "radar")).containsText("Succeeded");
        page.keyboard().press("Control+k");
        page.keyboard().type("start radar");
        page.keyboard().press("Enter");
        assertThat(row(page, "radar")).containsText("Running");
        page.keyboard().press("Control+k");
        page.keyboard().type("history-stats");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("AGENT_STOPPING");
        page.keyboard().press("Escape");

        JsonObject config = baton.written();
        config.getJsonObject("agents")
                .getJsonObject("collector-rome")
                .getJsonObject("config")
                .put("city", "Rome");
        baton.rewrite(config);
        page.keyboard().press("Control+k");
        page.keyboard().type("reload");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("collector-rome");
        answer(page, "Reload").click();
        assertThat(page.locator(".notes")).containsText("Reloaded: 1 change");
        row(page, "collector-rome").getByRole(AriaRole.LINK).click();
        assertThat(page.locator("section[aria-label=Config]")).containsText("Rome");
        assertThat(baton.commandsExecuted()).containsSubsequence(List.of("start", "reload", "reload"));
    }

    @Test
    void shutsBatonDown() {
        Page page = open(Weather.start());
        assertThat(row(page, "db")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("shut down");
        page.keyboard().press("Enter");
        answer(page, "Shut down").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Baton is shutting down.");
        assertThat(row(page, "db")).containsText("Succeeded");
    }

    @Test
    void isDrivenByTheKeyboard() {
        Page page = open(Weather.start());
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
}
