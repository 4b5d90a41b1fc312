package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.scenario.agents.Counted;
import dev.baton.scenario.agents.Stops;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many agents on few slots, from a config file. */
class ManyAgentsTest {
    @TempDir
    private Path folder;

    @Test
    void runs2000AgentsOn50SlotsAndNeverMoreThan50AtOnce() {
        String all = IntStream.range(0, 2000)
                .mapToObj(i -> "a" + i + ": completed")
                .collect(Collectors.joining(", ", "{", "}"));
        String config = "orchestrator: {maxWorkers: 50, loggerConfig: {level: DEBUG}}\nagents:\n"
                + agents(2000, i -> Counted.class)
                + "  reporter: {class: '" + Counted.Reporter.class.getName() + "', dependsOn: " + all + "}\n";

        try (BatonProcess baton = new BatonFolder(folder).config(config).run()) {
            baton.endsWith(0);

            assertThat(baton.err()).isEmpty();
            assertThat(baton.said("reporter")).hasSize(1);
            assertThat(mostAtOnce(baton.said("reporter").get(0))).isBetween(1, 50);
            assertThat(agentsOf(baton, "Starting agent=")).hasSize(2001).doesNotHaveDuplicates();
            assertThat(agentsOf(baton, "Ended in SUCCESS agent=")).hasSize(2001).doesNotHaveDuplicates();
        }
    }

    @Test
    void names10Of100AgentsThatThrowAndExitsWith1() {
        List<String> failing =
                IntStream.range(0, 10).mapToObj(i -> "a" + (10 * i + 7)).toList();
        String config = "agents:\n" + agents(100, i -> i % 10 == 7 ? Stops.Thrower.class : Counted.class);

        try (BatonProcess baton = new BatonFolder(folder).config(config).run()) {
            baton.endsWith(1);

            assertThat(baton.err()).containsExactly("10 agents of 100 did not succeed: " + String.join(", ", failing));
            assertThat(failing)
                    .allSatisfy(name -> assertThat(baton.said(name))
                            .hasSize(1)
                            .first()
                            .asString()
                            .contains("thrown by " + name));
            assertThat(agentsOf(baton, "Ended in ERROR: execute threw java.lang.IllegalStateException: thrown by"))
                    .hasSize(10);
            assertThat(agentsOf(baton, "Ended in SUCCESS agent=")).hasSize(90);
        }
    }

    private static String agents(int count, IntFunction<Class<? extends Agent>> type) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  a" + i + ": {class: '" + type.apply(i).getName() + "', restart: never}\n")
                .collect(Collectors.joining());
    }

    private static int mostAtOnce(String said) {
        return Integer.parseInt(said.replaceAll("at most (\\d+) at once", "$1"));
    }

    private static List<String> agentsOf(BatonProcess baton, String line) {
        return baton.said(BATON).stream()
                .filter(text -> text.startsWith(line))
                .map(text -> text.substring(line.length()))
                .toList();
    }
}
