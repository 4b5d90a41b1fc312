package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.command.CommandFailure;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page does with what a real Baton shows seldom or never. */
class PlayedIT extends InBrowser {
    private static final String MARKUP =
            "<img src=x onerror=\"window.isHacked=true\"><script>window.isHacked=true</script>";

    private Played played;

    @BeforeEach
    void play() {
        played = Played.open();
    }

    @AfterEach
    void endPlay() {
        played.close();
    }

    private Page open() {
        Page page = browser.page();
        page.navigate(played.address());
        return page;
    }

    /** Such names are refused at registration; should one come all the same, from another node say, it does no harm. */
    @Test
    void showsHostileNamesAsText() {
        played.stage
                .agent("db", "com.acme.Db", null)
                .agent(MARKUP, MARKUP, MARKUP, "db")
                .runs(MARKUP)
                .waits("db", LifecycleState.WAITING, "waiting for " + MARKUP + " to be ready")
                .tell("nobody " + MARKUP, "SAID", EventSeverity.ERROR, Map.of("text", "hello"));
        Page page = open();
        assertThat(page.locator(".rows-all > .row", new Page.LocatorOptions().setHasText("onerror")))
                .hasCount(2);
        assertThat(page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(MARKUP).setExact(true)))
                .isVisible();
        requireUnhurt(page);

        button(page, "Stop " + MARKUP).click();
        assertThat(page.locator("dialog")).containsText(MARKUP);
        answer(page, "Cancel").click();
        requireUnhurt(page);

        go(page, "#/agent/db");
        assertThat(page.locator("section[aria-label='Needed by']")).containsText(MARKUP);
        go(page, "#/graph");
        assertThat(page.locator("a.node")).hasCount(2);
        requireUnhurt(page);

        go(page, "#/events");
        assertThat(page.locator(".cell-agent", new Page.LocatorOptions().setHasText("nobody")))
                .hasText("nobody " + MARKUP);
        page.locator(".time-button").last().click();
        assertThat(page.locator(".detail")).containsText("onerror");
        assertThat(page.getByLabel("Agent")).containsText(MARKUP);
        requireUnhurt(page);

        page.keyboard().press("Control+k");
        page.keyboard().type("onerror");
        assertThat(page.locator(".palette li").first()).containsText(MARKUP);
        requireUnhurt(page);
    }

    private static void requireUnhurt(Page page) {
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("() => window.isHacked")).isNull();
    }

    /** No real agent starts five thousand times while somebody looks. */
    @Test
    void asksSeldomHoweverMuchHappens() {
        played.stage.at(Instant.now()).agent("db", "com.acme.Db", null).runs("db");
        Page page = open();
        assertThat(row(page, "db")).isVisible();
        long before = played.stage.questionsForAgents();
        for (int i = 0; i < 5_000; i++) {
            played.stage.starts("db");
        }
        played.stage.runs("db");
        row(page, "db").getByRole(AriaRole.LINK).click();
        assertThat(page.locator("section[aria-label=Facts]")).containsText(Pattern.compile("Incarnation5,?002"));
        assertThat(played.stage.questionsForAgents() - before).isLessThan(40);
    }

    /** Whether logs may be read is settled when a real Baton starts. */
    @Test
    void readsLogsOnceTheyMayBeRead() {
        played.stage.agent("db", "com.acme.Db", null).runs("db").writes("db", "INFO", "a line");
        played.stage.refuseLogs(CommandFailure.notAllowed("logs is not among the allowed commands"));
        Page page = open();
        row(page, "db").getByRole(AriaRole.LINK).click();
        assertThat(page.getByText("No logs: logs is not among the allowed commands"))
                .isVisible();
        played.stage.refuseLogs(null);
        button(page, "Try again").click();
        assertThat(page.locator(".log-line").last()).containsText("a line");
    }

    /** It tells of an agent that it does not know yet. */
    @Test
    void takesEventsOfStrangersInItsStride() {
        played.stage.agent("db", "com.acme.Db", null).runs("db");
        Page page = open();
        assertThat(row(page, "db")).containsText("Running");
        played.stage.tell("stranger", EventNames.AGENT_READY, EventSeverity.INFO, Map.of());
        played.stage.pauses("db");
        assertThat(row(page, "db")).containsText("Paused");
    }
}
