package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file, a variable or an option, it is told and never thrown. */
class GarbageTest {

    @Property(tries = 500)
    void neverThrowsAtText(@ForAll("text") String text) throws Exception {
        for (String name : List.of("a.yaml", "a.json")) {
            Report report = new Report();
            Source source = YamlText.file(Path.of(name), text, report);
            check(source.tree(), source.places(), report);
        }
    }

    @Property(tries = 300)
    void neverThrowsAtVariablesAndOptions(@ForAll("text") String text, @ForAll("path") String path) throws Exception {
        Report report = new Report();
        Source variables = EnvironmentSource.read(
                Map.of("BATON_" + text, text, "BATON_" + path.toUpperCase(java.util.Locale.ROOT), text), report);
        check(variables.tree(), variables.places(), report);
        Source options = OverrideSource.read(List.of(text, path + "=" + text), report);
        check(options.tree(), options.places(), report);
    }

    private static void check(JsonObject tree, Places places, Report report) throws Exception {
        Expansion expansion = new Expansion(Map.of("A", "5"), places, new Secrets(), report);
        ConfigCheck check = new ConfigCheck(tree, expansion, places, 17, false);
        try (LoadedConfig loaded = check.run()) {
            assertThat(loaded.settings()).isNotNull();
        }
        check.findings().forEach(finding -> assertThat(finding.message()).isNotBlank());
    }

    @Provide
    Arbitrary<String> path() {
        return Arbitraries.of(Sections.paths());
    }

    @Provide
    Arbitrary<String> text() {
        Arbitrary<String> pieces = Arbitraries.of(
                "orchestrator",
                "http",
                "cluster",
                "agents",
                "groups",
                "replicas",
                "restart",
                "liveness",
                "strategy",
                "maxWorkers",
                "agentsPath",
                "name",
                "class",
                "config",
                ": ",
                "\n",
                "\n  ",
                "\n    ",
                "{",
                "}",
                "[",
                "]",
                "- ",
                ", ",
                "\"",
                "'",
                "&a ",
                "*a",
                "<<: ",
                "!!int ",
                "!x ",
                "${A}",
                "${",
                "$${",
                ":-",
                "5",
                "-1",
                ".nan",
                "1e999",
                "null",
                "~",
                "true",
                "\t",
                "#",
                "|",
                ">",
                "?",
                "@",
                "\u0000",
                "\uFEFF",
                "\uD83D\uDE00",
                "---\n",
                "a",
                ".");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(25).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(40));
    }
}
