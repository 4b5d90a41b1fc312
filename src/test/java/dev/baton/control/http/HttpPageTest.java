package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.docs.Page;
import dev.baton.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The examples of the pages on HTTP, run in a shell against a real server. */
class HttpPageTest {
    private static final Path PAGE = Path.of("docs/http.md");
    private static final Pattern SHELL = Pattern.compile("^( *)```sh\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ROUTE = Pattern.compile("(GET|POST) (/[a-z/{}.]*)");

    @Test
    void everyExampleWorks() throws IOException {
        try (Serving serving = Serving.open()) {
            serving.baton.write("collector", "collected 5 rows");
            // Who reads a few lines of a stream and goes is noticed with the next one.
            serving.baton.keepBusy("collector", "collected 5 rows");
            List<String> examples = new ArrayList<>();
            examples.addAll(examples(PAGE));
            examples.addAll(examples(Path.of("docs/metrics.md")));
            assertThat(examples).hasSizeGreaterThan(10);
            for (String example : examples) {
                serving.post("/api/agents/collector/resume"); // an earlier example may have paused it
                Shell.Result result = Shell.run(
                        "set -e\n" + example.replace("http://127.0.0.1:8080", "http://127.0.0.1:" + serving.port()),
                        Map.of("TOKEN", Site.VIEWER));

                assertThat(result.exitCode()).as(example + result.output()).isZero();
                assertThat(result.output()).as(example).isNotBlank();
                if (!example.contains("colector")) {
                    assertThat(result.output()).as(example).doesNotContain("about:blank");
                }
            }
        }
    }

    @Test
    void pollingGets304() throws IOException {
        try (Serving serving = Serving.open()) {
            String example = examples(PAGE).stream()
                    .filter(each -> each.contains("If-None-Match"))
                    .findFirst()
                    .orElseThrow();

            // The server may yet have to hear that the agents are ready.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(Shell.run(example.replace(":8080", ":" + serving.port()), Map.of())
                                    .output()
                                    .strip())
                            .isEqualTo("304"));
        }
    }

    @Test
    void everyRouteIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        List<String> named = new ArrayList<>();
        Matcher route = ROUTE.matcher(page);
        while (route.find()) {
            named.add(route.group());
        }
        for (Contract.Described each : Document.CONTRACT.operations()) {
            String written = each.method() + ' ' + each.path();
            String last = each.path().substring(each.path().lastIndexOf('/') + 1);
            boolean isVerb = each.path().startsWith("/api/agents/{name}/") && page.contains('`' + last + '`');
            assertThat(isVerb || named.contains(written)).as(written).isTrue();
        }
    }

    @Test
    void everyRouteThatAPageNamesIsThere() {
        for (Page page : Page.all()) {
            assertThat(ROUTE.matcher(page.prose()).results().map(MatchResult::group))
                    .as(page.toString())
                    .allMatch(HttpPageTest::isThere);
        }
    }

    private static boolean isThere(String route) {
        // The page that shows the contract is none of it.
        return route.equals("GET /docs")
                || Document.CONTRACT.operations().stream()
                        .map(each -> each.method() + ' ' + each.path().replaceAll("\\{\\w+}", "[^/]+"))
                        .anyMatch(route::matches);
    }

    private static List<String> examples(Path page) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher example = SHELL.matcher(Files.readString(page));
        while (example.find()) {
            found.add(example.group(2).replaceAll("(?m)^" + example.group(1), ""));
        }
        return found;
    }
}
