package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.scenario.agents.Kinds;
import dev.baton.scenario.agents.Refused;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused with its place and a way out, exit code 2, and nothing started. */
@Tag("long")
class BadInputTest {
    private static final String REFUSED = "The config is refused, nothing was started.";
    private static final String PACKAGE = "dev.baton.scenario.agents.";
    private static final String WITNESS = "  witness: {class: '" + Refused.Witness.class.getName() + "'}\n";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
    }

    static Stream<Arguments> badConfigs() {
        return Stream.of(
                Arguments.of(
                        "brokenYaml",
                        "orchestrator:\n  name: a: b\nagents:\n" + WITNESS,
                        "baton.yaml:2:10: critical: broken YAML: mapping values are not allowed here"),
                Arguments.of(
                        "unknownKey",
                        "orchestrator:\n  maxWorker: 5\nagents:\n" + WITNESS,
                        "baton.yaml:2:3: error: orchestrator.maxWorker: unknown key 'maxWorker': did you mean"
                                + " 'maxWorkers'?"),
                Arguments.of(
                        "wrongType",
                        "orchestrator:\n  maxWorkers: many\nagents:\n" + WITNESS,
                        "baton.yaml:2:3: error: orchestrator.maxWorkers: maxWorkers is 'many' but must be a whole"
                                + " number"),
                Arguments.of(
                        "negativeMaxWorkers",
                        "orchestrator:\n  maxWorkers: -3\nagents:\n" + WITNESS,
                        "baton.yaml:2:3: error: orchestrator.maxWorkers: maxWorkers is -3 but must be from 1 to"
                                + " 1000000"),
                Arguments.of(
                        "unknownClass",
                        "agents:\n" + WITNESS + "  a:\n    class: com.acme.Missing\n",
                        "baton.yaml:4:5: error: agents.a.class: there is no class 'com.acme.Missing': check the"
                                + " spelling, and that its jar or folder is listed in orchestrator.agentsPath"),
                Arguments.of(
                        "classThatIsNoAgent",
                        "agents:\n" + WITNESS + "  a:\n    class: java.lang.String\n",
                        "baton.yaml:4:5: error: agents.a.class: class 'java.lang.String' is no agent: it must extend"),
                Arguments.of(
                        "abstractClass",
                        "agents:\n" + WITNESS + "  a:\n    class: " + PACKAGE + "Refused$Half\n",
                        "baton.yaml:4:5: error: agents.a.class: class '" + PACKAGE + "Refused$Half' is abstract: name"
                                + " a concrete subclass"),
                Arguments.of(
                        "throwingConstructor",
                        "agents:\n" + WITNESS + "  a:\n    class: " + PACKAGE + "Refused$Explosive\n",
                        "baton.yaml:4:5: error: agents.a.class: the constructor of '" + PACKAGE + "Refused$Explosive'"
                                + " threw java.lang.IllegalStateException: boom: move work that can fail to setup()"),
                Arguments.of(
                        "duplicateNames",
                        "agents:\n" + WITNESS + "  a: {class: " + PACKAGE + "Counted}\n  a: {class: " + PACKAGE
                                + "Counted}\n",
                        "baton.yaml:4:3: error: agents.a: "),
                Arguments.of(
                        "unknownDependency",
                        "agents:\n" + WITNESS + "  a:\n    class: " + PACKAGE + "Counted\n    dependsOn: [witnes]\n",
                        "baton.yaml:5:5: critical: agents.a.dependsOn: 'a' depends on 'witnes', but there is no such"
                                + " agent: did you mean 'witness'?"),
                Arguments.of(
                        "cycle",
                        "agents:\n" + WITNESS + "  a: {class: " + PACKAGE + "Counted, dependsOn: [b]}\n  b: {class: "
                                + PACKAGE + "Counted, dependsOn: [a]}\n",
                        "agents.a.dependsOn: the dependencies a -> b -> a form a cycle"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badConfigs")
    void refusesToRun(String name, String yaml, String expected) {
        try (BatonProcess baton = files.config(yaml).run()) {
            baton.endsWith(2);

            assertThat(baton.err()).as(name).anySatisfy(line -> assertThat(line).contains(expected));
            assertNothingStarted(baton);
        }
    }

    @Test
    void namesAMissingFile() {
        try (BatonProcess baton = files.baton("run", "none.yaml")) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .contains("none.yaml: critical: there is no such file: check the spelling and the current folder");
            assertNothingStarted(baton);
        }
    }

    @Test
    void tellsAllFindingsAtOnceWhenItValidates() {
        String yaml = "orchestrator:\n  maxWorkers: -3\n  nam: x\nagents:\n" + WITNESS
                + "  a:\n    class: com.acme.Missing\n    dependsOn: [b]\n";

        try (BatonProcess baton = files.config(yaml).validate()) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .anyMatch(line -> line.startsWith("baton.yaml:2:3: error: orchestrator.maxWorkers: "))
                    .anyMatch(line -> line.startsWith("baton.yaml:3:3: error: orchestrator.nam: "))
                    .anyMatch(line -> line.startsWith("baton.yaml:7:5: error: agents.a.class: "))
                    .anyMatch(line -> line.startsWith("baton.yaml:8:5: critical: agents.a.dependsOn: "));
            assertNothingStarted(baton);
        }
    }

    @Test
    void validatesAndStartsNothing() {
        try (BatonProcess baton = files.config("agents:\n" + WITNESS).validate()) {
            baton.endsWith(0);

            assertThat(baton.out()).containsExactly("The config is valid: 1 agent, nothing was started.");
            assertThat(files.path("witness")).doesNotExist();
        }
    }

    @Test
    void runsTheWitnessOfTheOtherTestsIfNothingIsWrong() {
        try (BatonProcess baton = files.config("agents:\n" + WITNESS).run()) {
            baton.endsWith(0);

            assertThat(files.path("witness")).exists();
        }
    }

    @Test
    void warnsThatThereAreNoAgentsAndIsDone() {
        try (BatonProcess baton = files.config("agents: {}\n").run()) {
            baton.endsWith(0);

            assertThat(baton.err()).hasSize(1).allMatch(line -> line.contains("warning: agents: there are no agents"));
        }
    }

    @Test
    void findsNothingWrongWithTheDemo() {
        String demo = BatonFolder.checkout().resolve("config/demo.yaml").toString();

        try (BatonProcess baton = files.baton("validate", demo)) {
            baton.endsWith(0);

            assertThat(baton.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("wrongUsages")
    void explainsWrongUsage(List<String> arguments, String expected) {
        try (BatonProcess baton = files.baton(arguments.toArray(String[]::new))) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .anyMatch(line -> line.contains(expected))
                    .anyMatch(line -> line.startsWith("Usage: baton"))
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }

    static Stream<Arguments> wrongUsages() {
        return Stream.of(
                Arguments.of(List.of(), "Missing command"),
                Arguments.of(List.of("rnu", "baton.yaml"), "'rnu'"),
                Arguments.of(List.of("run"), "Missing required parameter: 'FILE'"),
                Arguments.of(List.of("run", "--forever", "baton.yaml"), "Unknown option: '--forever'"));
    }

    @Test
    void refusesVirtualThreadsOnAJavaWithoutThem() {
        assumeThat(Runtime.version().feature()).as("this Java").isLessThan(21);
        String yaml =
                "agents:\n" + WITNESS + "  a:\n    class: " + Kinds.Once.class.getName() + "\n    threading: virtual\n";

        try (BatonProcess baton = files.config(yaml).run()) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .contains("baton.yaml:5:5: error: agents.a.threading: threading is virtual but Java "
                            + Runtime.version().feature() + " has no virtual threads: run Baton on Java 21 or later,"
                            + " or write threading: worker");
            assertNothingStarted(baton);
        }
    }

    private void assertNothingStarted(BatonProcess baton) {
        assertThat(baton.err()).endsWith(REFUSED);
        assertThat(baton.out()).isEmpty();
        assertThat(files.path("witness")).doesNotExist();
    }
}
