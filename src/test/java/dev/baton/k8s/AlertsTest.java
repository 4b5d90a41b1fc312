package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.NodeRow;
import dev.baton.lifecycle.LifecycleState;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts ask for numbers that there are, by labels that they have. */
class AlertsTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:baton|jvm|process|system|vertx)_[a-z_]+");
    /** Of the page on metrics, which is held to what Baton counts by a test of its own. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9_]+)` \\| (?:counter|gauge|histogram|summary) \\|");

    private static final Pattern STATE = Pattern.compile("(baton_[a-z_]+)\\{[^}]*state=\"([a-z_]+)\"");

    static Stream<Rule> rules() {
        return Overlay.of("production").one(PrometheusRule.class, "baton").getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream());
    }

    private static String expression(Rule rule) {
        return rule.getExpr().getStrVal();
    }

    private static Set<String> matches(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyMetricIsCounted(Rule rule) throws IOException {
        Set<String> known = matches(ROW, Files.readString(Path.of("docs/metrics.md")), 1);
        String expression = expression(rule);

        assertThat(known).hasSizeGreaterThan(50).containsAll(matches(METRIC, expression, 0));
        assertThat(expression).containsPattern("\\bup\\{|\\bbaton_|\\bjvm_").contains("job=\"baton\"");
        assertThat(expression.chars().filter(c -> c == '(').count())
                .isEqualTo(expression.chars().filter(c -> c == ')').count());
    }

    @Test
    void everyStateIsOne() {
        List<MatchResult> states = rules().flatMap(
                        rule -> STATE.matcher(expression(rule)).results())
                .toList();

        assertThat(states)
                .hasSizeGreaterThan(3)
                .allSatisfy(match -> assertThat(match.group(2))
                        .isIn(
                                match.group(1).equals("baton_agents")
                                        ? names(LifecycleState.values())
                                        : names(NodeRow.State.values())));
    }

    private static List<String> names(Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyAlertSaysHowBadItIsAndWhatToDoAndStandsOnThePage(Rule rule) throws IOException {
        assertThat(rule.getLabels().get("severity")).isIn("warning", "critical");
        assertThat(rule.getAnnotations()).containsKeys("summary", "description");
        assertThat(Files.readString(Path.of("docs/kubernetes.md"))).contains("`" + rule.getAlert() + "`");
    }
}
