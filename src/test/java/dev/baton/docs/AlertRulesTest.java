package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alerts that docs/operations.md shows are those of the manifests for Kubernetes, where both have them. */
class AlertRulesTest {
    private static final Path MANIFEST = Path.of("k8s/overlays/production/prometheusrule.yaml");
    private static final Pattern RULE = Pattern.compile(
            "alert: (\\w+)[^\\n]*\\n +expr: (.*?)\\n(?= +(?:for: (\\w+)|- alert|labels))", Pattern.DOTALL);

    @Test
    void areThoseOfTheManifests() throws IOException {
        assumeThat(MANIFEST).exists();
        Map<String, String> shown =
                rules(Page.read(Path.of("docs/operations.md")).everything());
        Map<String, String> shipped = rules(Files.readString(MANIFEST));

        assertThat(shown).hasSizeGreaterThan(5);
        shown.forEach((name, rule) -> assertThat(rule).as(name).isEqualTo(shipped.get(name)));
    }

    private static Map<String, String> rules(String text) {
        Map<String, String> rules = new TreeMap<>();
        RULE.matcher(text)
                .results()
                .forEach(rule -> rules.put(
                        rule.group(1),
                        rule.group(2)
                                        .replaceAll(">-\\s+", "")
                                        .replaceAll("\\s+", " ")
                                        .replace("(pod", "(instance") + " for " + rule.group(3)));
        return rules;
    }
}
