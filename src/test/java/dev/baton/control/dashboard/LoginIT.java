package dev.baton.control.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The page for those who have to say who they are. */
class LoginIT extends InBrowser {
    static final String VIEWER = "viewer-token-1";
    static final String OPERATOR = "operator-token-2";

    static JsonArray tokens() {
        return new JsonArray().add(token("vera", "viewer", VIEWER)).add(token("otto", "operator", OPERATOR));
    }

    private static JsonObject token(String name, String role, String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new JsonObject()
                    .put("name", name)
                    .put("role", role)
                    .put("hash", "sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LiveBaton withTokens() {
        JsonObject config = Weather.config();
        config.getJsonObject("http").put("tokens", tokens());
        return Weather.start(config);
    }

    @Test
    void showsViewersNoButtons() {
        LiveBaton baton = closeAfterwards(withTokens());
        List<Request> requests = new CopyOnWriteArrayList<>();
        Page page = browser.page();
        page.onRequest(requests::add);
        page.navigate(address(baton));
        page.getByLabel("Token").fill("wrong");
        button(page, "Log in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not known");
        Browser.requireAccessible(page);
        page.getByLabel("Token").fill(VIEWER);
        button(page, "Log in").click();
        assertThat(row(page, "db")).containsText("Running");
        assertThat(page.locator(".icon-button")).hasCount(0);
        page.keyboard().press("Control+k");
        page.keyboard().type("stop db");
        assertThat(page.locator(".palette")).containsText("Nothing is called that.");
        page.keyboard().press("Escape");
        page.reload();
        assertThat(row(page, "db")).containsText("Running");
        assertThat(requests).noneMatch(request -> request.url().contains(VIEWER));
        button(page, "Log out").click();
        assertThat(page.getByLabel("Token")).isVisible();
        assertThat(page.getByText("collector-rome")).hasCount(0);
    }

    @Test
    void letsOperatorsSteerButNotShutDown() {
        Page page = open(withTokens());
        page.getByLabel("Token").fill(OPERATOR);
        page.keyboard().press("Enter");
        button(page, "Restart collector-oslo").click();
        answer(page, "Restart").click();
        assertThat(page.locator(".notes")).containsText("collector-oslo running");
        page.keyboard().press("Control+k");
        page.keyboard().type("shut down");
        assertThat(page.locator(".palette")).containsText("Nothing is called that.");
    }
}
