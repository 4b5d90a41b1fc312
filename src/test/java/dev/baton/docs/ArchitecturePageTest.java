package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.LifecycleState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The states that docs/architecture.md draws are those that agents have. */
class ArchitecturePageTest {
    private static final Page PAGE = Page.read(Path.of("docs/architecture.md"));
    private static final Pattern MOVE = Pattern.compile("(?m)^ +([A-Z_]+) --> ([A-Z_]+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z_]+) \\| (yes|no) \\|");

    @Test
    void drawsEveryMoveThereIsAndNoOther() {
        String drawn = PAGE.examples().stream()
                .filter(example -> example.text().startsWith("stateDiagram"))
                .findFirst()
                .orElseThrow()
                .text();
        Map<LifecycleState, Set<LifecycleState>> moves = new TreeMap<>();
        MOVE.matcher(drawn)
                .results()
                .forEach(move -> moves.computeIfAbsent(
                                LifecycleState.valueOf(move.group(1)), state -> EnumSet.noneOf(LifecycleState.class))
                        .add(LifecycleState.valueOf(move.group(2))));

        assertThat(moves)
                .isEqualTo(Arrays.stream(LifecycleState.values())
                        .collect(Collectors.toMap(state -> state, LifecycleState::next)));
    }

    @Test
    void saysOfEveryStateWhetherItHoldsASlot() {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(PAGE.prose()).results().forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(told)
                .isEqualTo(Arrays.stream(LifecycleState.values())
                        .collect(Collectors.toMap(LifecycleState::name, state -> state.holdsSlot() ? "yes" : "no")));
    }
}
