package dev.baton.control.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** What tests have in common that use the page of a real Baton, one for each test, in one browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("alone")
abstract class InBrowser {
    private static final double PATIENCE_MILLIS = 45_000;

    final Browser browser = new Browser();

    private final List<LiveBaton> batons = new ArrayList<>();

    @BeforeAll
    void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() {
        browser.closePages();
        batons.forEach(LiveBaton::close);
        batons.clear();
        browser.requireQuiet();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    /** Looks at {@code watched}, which is closed after the test. */
    Page open(LiveBaton watched) {
        closeAfterwards(watched);
        Page page = browser.page();
        page.navigate(address(watched));
        return page;
    }

    LiveBaton closeAfterwards(LiveBaton baton) {
        batons.add(baton);
        return baton;
    }

    static String address(LiveBaton baton) {
        return "http://127.0.0.1:" + baton.port() + "/";
    }

    static Locator row(Page page, String agent) {
        return page.locator("[data-agent=" + agent + "]");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A button of the question that is asked. */
    static Locator answer(Page page, String name) {
        return page.locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator shown(Page page) {
        return page.locator(".rows-all > .row");
    }

    static Locator live(Page page) {
        return page.getByText("Live", new Page.GetByTextOptions().setExact(true));
    }

    static void go(Page page, String place) {
        page.evaluate("place => { location.hash = place; }", place);
    }

    /** The page as it is now must not be loaded anew until {@link #requireSame}. */
    static void mark(Page page) {
        page.evaluate("() => { window.isSame = true; }");
    }

    static void requireSame(Page page) {
        org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.isSame === true"))
                .isEqualTo(true);
    }
}
