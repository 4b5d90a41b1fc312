package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page makes of several nodes, of which one can't be reached now and then. */
class ClusterIT extends InBrowser {
    private static final Pattern SILENT_FOR = Pattern.compile("n3 can't be reached for \\d+\\w+");

    private PlayedCluster cluster;
    private Played played;

    @BeforeEach
    void play() {
        cluster = PlayedWeather.cluster();
        played = Played.open(cluster);
    }

    @AfterEach
    void endPlay() {
        played.close();
    }

    private Page open() {
        Page page = browser.page();
        page.navigate(played.address());
        assertThat(row(page, "db", "n2")).containsText("Running");
        return page;
    }

    private static Locator row(Page page, String agent, String node) {
        return page.locator("[data-agent=" + agent + "][data-node=" + node + "]");
    }

    private static Locator card(Page page, String node) {
        return page.locator(".node-card[data-node=" + node + "]");
    }

    @Test
    void showsOnWhichNodeEachAgentIs() {
        Page page = open();
        assertThat(page.locator("[data-agent=db]")).hasCount(3);
        assertThat(row(page, "db", "n2").locator(".cell-node")).hasText("n2");
        assertThat(page.locator(".cluster")).hasText("cluster harbour: 3 nodes");
        assertThat(page.locator(".slots")).containsText("/ 60 slots");

        page.getByLabel("Node", exactly()).selectOption("n2");
        assertThat(page).hasURL(Pattern.compile("node=n2"));
        assertThat(page.locator("[data-agent=db]")).hasCount(1);
        page.reload();
        assertThat(row(page, "db", "n2")).isVisible();
        assertThat(page.locator("[data-node=n1]")).hasCount(0);
        button(page, "Clear filters").click();
        page.getByLabel("Search agents").fill("n3 db");
        assertThat(shown(page)).hasCount(1);
        assertThat(row(page, "db", "n3")).isVisible();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    @Test
    void tellsTheNodeOfTheRow() {
        Page page = open();
        List<String> told = commandsOf(page);
        button(page, "Stop db on n2").click();
        assertThat(page.locator("dialog")).containsText("Stop db on n2?");
        answer(page, "Stop").click();
        assertThat(row(page, "db", "n2")).containsText("Succeeded");
        assertThat(row(page, "db", "n1")).containsText("Running");
        assertThat(page.locator(".notes")).containsText("db on n2 ended");
        assertThat(told).containsExactly("/api/agents/db/stop?node=n2");
    }

    @Test
    void tellsEachOfSeveralOnItsNode() {
        Page page = open();
        List<String> told = commandsOf(page);
        page.getByLabel("Search agents").fill("db");
        page.getByLabel("Select db on n1").check();
        page.getByLabel("Select db on n3").check();
        page.getByRole(AriaRole.TOOLBAR)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        assertThat(page.locator("dialog")).containsText("db on n3");
        answer(page, "Stop").click();
        assertThat(row(page, "db", "n1")).containsText("Succeeded");
        assertThat(row(page, "db", "n3")).containsText("Succeeded");
        assertThat(row(page, "db", "n2")).containsText("Running");
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "/api/agents/db/stop?wait=false&node=n1", "/api/agents/db/stop?wait=false&node=n3");
    }

    private static List<String> commandsOf(Page page) {
        List<String> told = new ArrayList<>();
        page.onRequest((Request request) -> {
            if (request.method().equals("POST")) {
                told.add(request.url().replaceFirst("^http://[^/]*", ""));
            }
        });
        return told;
    }

    @Test
    void followsTheEventsOfAllNodes() {
        Page page = open();
        cluster.on("n2", stage -> stage.pauses("db"));
        assertThat(row(page, "db", "n2")).containsText("Paused");
        cluster.on("n3", stage -> stage.crashes("collector-accra", "no station within 80 km"));
        assertThat(row(page, "collector-accra", "n3")).containsText("Back-off");
        assertThat(row(page, "db", "n1")).containsText("Running");

        page.keyboard().press("3");
        page.getByLabel("Node", exactly()).selectOption("n2");
        assertThat(page.locator(".event-table .rows-all")).containsText("AGENT_PAUSED");
        assertThat(page.locator(".event-table .rows-all .cell-node", withText("n1")))
                .hasCount(0);
        page.locator(".event-table .time-button").last().click();
        assertThat(page.locator(".detail pre")).containsText("\"node\": \"n2\"");
    }

    private static Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    @Test
    void showsWhatCannotBeReachedAsItWasLastHeard() {
        Page page = open();
        mark(page);
        cluster.loses("n3");
        Locator lost = row(page, "db", "n3");
        assertThat(page.locator(".cluster")).hasText("cluster harbour: 3 nodes, 1 unreachable");
        assertThat(lost).containsText(SILENT_FOR);
        assertThat(lost).containsText("Running");
        assertThat(lost.locator(".icon-button")).hasCount(0);
        Matcher first = SILENT_FOR.matcher(lost.textContent());
        org.assertj.core.api.Assertions.assertThat(first.find()).isTrue();
        assertThat(lost).not().containsText(first.group());
        assertThat(lost).containsText(SILENT_FOR);
        page.getByLabel("Select db on n3").check();
        assertThat(page.getByRole(AriaRole.TOOLBAR)
                        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop")))
                .isDisabled();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Can't be reached"))
                .click();
        assertThat(page.locator("[data-node=n1]")).hasCount(0);
        assertThat(lost).isVisible();

        cluster.hearsAgain("n3");
        button(page, "Clear filters").click();
        assertThat(lost).not().containsText("can't be reached");
        assertThat(button(page, "Stop db on n3")).isVisible();
        assertThat(page.locator(".cluster")).hasText("cluster harbour: 3 nodes");
        requireSame(page);
    }

    @Test
    void mapsTheNodes() {
        cluster.loses("n3");
        Page page = open();
        page.keyboard().press("5");
        assertThat(page.locator(".nodes-sum")).hasText("Cluster harbour: 3 nodes, 1 unreachable");
        assertThat(card(page, "n1")).containsText("this one");
        assertThat(card(page, "n2")).containsText("10.0.0.2:5701");
        assertThat(card(page, "n2")).containsText("zone=eu-1");
        assertThat(card(page, "n2")).containsText("39%, 212 MB");
        assertThat(card(page, "n2")).containsText("1 crash loop");
        assertThat(card(page, "n3")).containsText(Pattern.compile("Can't be reached for \\d+s"));
        assertThat(card(page, "n3").getByText("Shut down…")).isDisabled();
        Browser.requireAccessible(page);

        card(page, "n2").click(new Locator.ClickOptions().setPosition(10, 60));
        assertThat(page).hasURL(Pattern.compile("#/agents\\?node=n2"));
        assertThat(row(page, "radar", "n2")).isVisible();
        assertThat(page.locator("[data-node=n1]")).hasCount(0);
    }

    @Test
    void forgetsTheAgentsOfANodeThatSaidGoodbye() {
        Page page = open();
        page.keyboard().press("2");
        assertThat(page.locator(".graph-part")).hasCount(3);
        page.keyboard().press("1");
        cluster.bidsFarewell("n3");
        assertThat(page.locator("[data-node=n3]")).hasCount(0);
        assertThat(page.locator(".cluster")).hasText("cluster harbour: 2 nodes");
        page.keyboard().press("5");
        assertThat(card(page, "n3")).containsText(Pattern.compile("Gone for \\d+s"));
        assertThat(page.locator(".nodes-sum")).hasText("Cluster harbour: 2 nodes, 1 gone");
        page.keyboard().press("2");
        assertThat(page.locator(".graph-part")).hasCount(2);
    }

    @Test
    void letsOneChooseTheNodeOfAnAgent() {
        Page page = open();
        go(page, "#/agent/db");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("On 3 nodes")))
                .isVisible();
        cluster.on("n2", stage -> stage.writes("db", "INFO", "a line of n2"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("n2")).click();
        assertThat(page).hasURL(Pattern.compile("#/agent/db\\?node=n2"));
        assertThat(page.locator("section[aria-label='Needed by']")).containsText("radar");
        assertThat(page.locator("section[aria-label='Also on']")).containsText("n3");
        assertThat(page.locator(".log-line").last()).containsText("a line of n2");
        cluster.on("n1", stage -> stage.writes("db", "INFO", "a line of n1"));
        cluster.on("n2", stage -> stage.writes("db", "INFO", "another of n2"));
        assertThat(page.locator(".log-line").last()).containsText("another of n2");
        assertThat(page.locator(".log-line", withText("a line of n1"))).hasCount(0);

        go(page, "#/agent/radar");
        assertThat(page.locator(".agent-title")).containsText("on n2");
        cluster.loses("n2");
        assertThat(page.locator(".agent-head")).containsText("What you see is as it was last heard.");
        assertThat(button(page, "Restart")).isDisabled();
    }

    @Test
    void drawsWhoDependsOnWhomForEachNode() {
        Page page = open();
        page.keyboard().press("2");
        assertThat(page.locator(".graph-part")).hasCount(3);
        assertThat(page.locator(".blocked")).containsText("radar on n2");
        assertThat(page.locator(".graph-part[aria-label='On n2'] .edge.is-blocked"))
                .hasCount(1);
        page.getByLabel("Node", exactly()).selectOption("n3");
        assertThat(page.locator(".graph-part")).hasCount(1);
        page.locator("a.node[aria-label^='collector-accra on n3,']").click();
        assertThat(page).hasURL(Pattern.compile("#/agent/collector-accra\\?node=n3"));
    }

    @Test
    void knowsNodesInThePalette() {
        Page page = open();
        List<String> told = commandsOf(page);
        page.keyboard().press("Control+k");
        page.keyboard().type("pause db n3");
        page.keyboard().press("Enter");
        assertThat(row(page, "db", "n3")).containsText("Paused");
        page.keyboard().press("Control+k");
        page.keyboard().type("reload n2");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("Reload the config of n2?");
        answer(page, "Cancel").click();
        assertThat(told).containsExactly("/api/agents/db/pause?node=n3", "/api/reload?dry_run=true&node=n2");
        page.keyboard().press("Control+k");
        page.keyboard().type("node n3");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-node=n1]")).hasCount(0);
    }

    /** Such a node counts its events from 1 again. */
    @Test
    void goesOnWithANodeThatWasStartedAnew() {
        Page page = open();
        cluster.on("n3", stage -> stage.pauses("db"));
        assertThat(row(page, "db", "n3")).containsText("Paused");
        cluster.loses("n3");
        assertThat(row(page, "db", "n3")).containsText("can't be reached");
        cluster.on("n3", stage -> {
            stage.forgetEvents();
            stage.waits("db", LifecycleState.QUEUED, "no free worker slot");
        });
        cluster.hearsAgain("n3");
        assertThat(row(page, "db", "n3")).containsText("Queued");
        cluster.on("n3", stage -> stage.runs("db"));
        assertThat(row(page, "db", "n3")).containsText("Running");
    }

    /** A name that no real node has. */
    @Test
    void showsWhatNodesSayAsText() {
        String markup = "<img src=x onerror=\"window.isHacked=true\">";
        cluster.on(
                "n1",
                stage -> stage.at(Instant.now())
                        .tell(
                                markup,
                                EventNames.NODE_LEFT,
                                EventSeverity.WARN,
                                Map.of("member", markup, "reason", markup)));
        Page page = open();
        page.keyboard().press("3");
        assertThat(page.locator(".event-table .rows-all")).containsText("onerror");
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("() => window.isHacked")).isNull();
    }

    /** Everything that a cluster adds stays away. */
    @Test
    void showsNothingOfNodesOutsideACluster() {
        try (Played alone = Played.open()) {
            PlayedWeather.play(alone.stage);
            Page page = browser.page();
            page.navigate(alone.address());
            assertThat(row(page, "radar")).containsText("Crash loop");
            assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Node")))
                    .hasCount(0);
            assertThat(page.getByLabel("Node", exactly())).hasCount(0);
            assertThat(page.locator("nav a")).hasCount(4);
            assertThat(page.locator(".cluster")).hasCount(0);
            assertThat(button(page, "Stop db")).isVisible();
            page.keyboard().press("2");
            assertThat(page.locator(".graph > svg")).isVisible();
            page.keyboard().press("5");
            assertThat(page.locator(".graph > svg")).isVisible();
            go(page, "#/nodes");
            assertThat(page.getByText("This Baton is in no cluster.")).isVisible();
        }
    }
}
