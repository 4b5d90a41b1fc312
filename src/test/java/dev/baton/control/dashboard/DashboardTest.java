package dev.baton.control.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page, without a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
    private static final Path FILES = Path.of("src/main/resources/dev/baton/control/dashboard");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*\"\\./([^\"]+)\"");

    private final LiveBaton served =
            LiveBaton.start(new JsonObject().put("http", new JsonObject().put("tokens", LoginIT.tokens())));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        served.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(InBrowser.address(served)).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> addresses() throws Exception {
        return ADDRESS.matcher(get("/").body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void servesThePageToThoseWithoutAToken() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        String tag = page.headers().firstValue("etag").orElseThrow();
        assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void letsBrowsersKeepItsFilesForEver() throws Exception {
        assertThat(addresses()).isNotEmpty();
        for (String address : addresses()) {
            HttpResponse<String> file = get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(file.headers().firstValue("cache-control"))
                    .as(address)
                    .contains("public, max-age=31536000, immutable");
        }
    }

    @Test
    void hasNothingInlineThatItsPolicyWouldStop() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self'")
                .contains("style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContain(" on");
        assertThat(Pattern.compile("<script[^>]*>(.+?)</script>")
                        .matcher(page.body())
                        .find())
                .isFalse();
    }

    @Test
    void servesEachFileThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve("app"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Assets.OWN);
        }
    }

    @Test
    void importsOnlyWhatIsServed() throws IOException {
        for (String name : Assets.OWN) {
            String text = Files.readString(FILES.resolve("app").resolve(name));
            List<String> imported = IMPORT.matcher(text)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertThat(imported)
                    .as(name)
                    .allMatch(each -> Assets.OWN.contains(each) || Assets.LIBRARIES.containsKey(each));
        }
    }

    /** Text of agents may go into the page as text only. */
    @Test
    void putsNothingInAsMarkup() throws IOException {
        for (String name : Assets.OWN) {
            assertThat(Files.readString(FILES.resolve("app").resolve(name)))
                    .as(name)
                    .doesNotContain("innerHTML")
                    .doesNotContain("outerHTML")
                    .doesNotContain("insertAdjacentHTML")
                    .doesNotContain("document.write")
                    .doesNotContain("eval(");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/0000000000000000/main.js",
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/assets/main.js",
                "/assets/{print}/",
                "/assets/{print}/nothing.js",
                "/assets/{print}/../../../Dashboard.class",
                "/assets/{print}/%2e%2e/index.html",
                "/assets/{print}/lib/../../index.html",
                "/assets/{print}/main.js%00"
            })
    void servesNothingElse(String path) throws Exception {
        String print = Assets.load().print();
        assertThat(get(path.replace("{print}", print)).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void sendsFilesCompressed() throws Exception {
        String script = addresses().stream()
                .filter(each -> each.endsWith("main.js"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> library = get(script.replace("main.js", "lib/uplot.js"), "Accept-Encoding", "gzip");
        assertThat(library.headers().firstValue("content-encoding")).contains("gzip");
    }
}
