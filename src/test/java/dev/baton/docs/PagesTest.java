package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cli.ExitCodes;
import dev.baton.event.EventNames;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: its blocks are tried, its links lead somewhere, and what it names is there. */
class PagesTest {
    private static final Vocabulary WORDS = Vocabulary.ofThisVersion();
    private static final List<Page> PAGES = Page.all();
    private static final Pattern LIMIT = Pattern.compile("(?m)^\\| [^|]+ \\| `([\\w.]+)` \\| ([^|]+) \\|");

    static Stream<Page> pages() {
        return PAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        assertThat(page.deadLinks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsTriedOrSaysWhyNot(Page page) {
        assertThat(Blocks.complaints(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameIsOneThatThereIs(Page page) {
        // It tells of names that have gone, too.
        if (!page.file().equals(Path.of("CHANGELOG.md"))) {
            assertThat(WORDS.complaints(page)).isEmpty();
        }
    }

    @Test
    void theReadmeLeadsToEveryPage() {
        List<String> links = page("README.md").links();

        assertThat(PAGES.stream().map(each -> each.file().toString()).filter(file -> file.matches("docs/[^/]+\\.md")))
                .allSatisfy(file -> assertThat(links).contains(file));
    }

    @Test
    void everyEventIsTold() {
        assertThat(EventNames.RESERVED)
                .allMatch(name -> page("docs/events.md").prose().contains('`' + name + '`'));
    }

    @Test
    void theCommandLinesExitCodesAreThoseOfThePage() {
        Set<String> codes = Arrays.stream(ExitCodes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(PagesTest::value)
                .collect(Collectors.toCollection(TreeSet::new));
        String page = page("docs/cli.md").prose();

        assertThat(rows(page, "### Exit codes\n")).isEqualTo(codes);
        assertThat(codes).containsAll(rows(page, "## Exit codes of run and validate\n"));
    }

    private static String value(java.lang.reflect.Field constant) {
        try {
            return String.valueOf(constant.getInt(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> rows(String page, String heading) {
        String chapter =
                page.substring(page.indexOf(heading) + heading.length()).split("\n##", 2)[0];
        return Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(chapter)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLimitThatCanBeChosenHasItsKeyAndDefault() {
        Map<String, String> told = new TreeMap<>();
        String chapter =
                page("docs/operations.md").prose().split("\n## Limits\n", 2)[1].split("\n## ", 2)[0];
        LIMIT.matcher(chapter)
                .results()
                .forEach((MatchResult row) ->
                        told.put(row.group(1), row.group(2).strip().replace("`", "")));

        assertThat(told.keySet()).allMatch(key -> WORDS.key(key) != null);
        told.forEach((key, bound) -> assertThat(bound).as(key).isEqualTo(defaultOf(key)));
        assertThat(WORDS.keys())
                .filteredOn(key -> key.matches(".*\\.max(Workers|Restarts|Memory|Cpu|File.*|AgentSeries|imum.*)")
                        || key.equals("logs.totalCap")
                        || key.equals("logs.maxSize")
                        || key.matches("orchestrator\\.history.*"))
                // It comes with placement.
                .filteredOn(key -> !key.equals("cluster.maxWorkers"))
                .allMatch(told::containsKey);
    }

    private static String defaultOf(String key) {
        Object value = Objects.requireNonNull(WORDS.key(key)).getValue("default");
        return value == null ? "none" : value instanceof JsonObject map ? map.encode() : value.toString();
    }

    private static Page page(String file) {
        return PAGES.get(IntStream.range(0, PAGES.size())
                .filter(i -> PAGES.get(i).file().equals(Path.of(file)))
                .findFirst()
                .orElseThrow());
    }
}
