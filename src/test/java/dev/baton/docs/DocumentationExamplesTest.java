package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.orchestrator.Outcome;
import dev.baton.testing.BatonProcess;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries the examples of the README and of {@code docs/} in Java and YAML. One that can't stand alone has a comment in front
 * of it that begins with {@code <!-- fragment} and says why.
 */
@Tag("long")
class DocumentationExamplesTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final List<Page> PAGES = Page.all();
    /** Its classes are only names; {@code ConfigurationReferenceTest} holds the rest of it. */
    private static final Path REFERENCE = Path.of("docs/configuration.md");
    /** Its configs are for the programs, folders and users of somebody else's machine. */
    private static final Path MIGRATING = Path.of("docs/migrating.md");
    /** Pages whose configs end by themselves, in success. */
    private static final Set<Path> RUN = Set.of(
            Path.of("README.md"), Path.of("docs/agents.md"), Path.of("docs/isolation.md"), Path.of("docs/programs.md"));

    private static final Pattern OF_THIS_MACHINE = Pattern.compile(
            "there is no (file|folder|program|user) |there is nothing at |user: Baton runs as|is no user of this machine");

    private static final DiagnosticCollector<JavaFileObject> COMPLAINTS = new DiagnosticCollector<>();

    @TempDir
    private static Path folder;

    private static Path classes;
    private static Vertx vertx;

    @BeforeAll
    static void compile() throws IOException {
        vertx = Vertx.vertx();
        classes = Files.createDirectory(folder.resolve("classes"));
        List<Path> sources = javaClasses()
                .map(example -> write(folder, example.className().orElseThrow().replace('.', '/') + ".java", example))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(COMPLAINTS, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            compiler.getTask(null, files, COMPLAINTS, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static Stream<Example> javaClasses() {
        return examples("java", example -> example.className().isPresent());
    }

    static Stream<Example> configs() {
        return examples("yaml", example -> true);
    }

    static Stream<Example> runs() {
        return examples(
                "yaml",
                example -> RUN.contains(example.page()) && !example.text().contains("runMode: DAEMON"));
    }

    static Stream<Example> mains() {
        return examples("java", Example::isMain);
    }

    private static Stream<Example> examples(String language, Predicate<Example> which) {
        return PAGES.stream()
                .flatMap(page -> page.examples().stream())
                .filter(example -> example.language().equals(language) && !example.isFragment())
                .filter(which);
    }

    @Test
    void everyClassCompiles() {
        assertThat(COMPLAINTS.getDiagnostics())
                .filteredOn(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)
                .isEmpty();
        assertThat(javaClasses()).hasSizeGreaterThan(10);
    }

    @Test
    void javaThatIsNoClassSaysSo() {
        assertThat(examples("java", example -> example.className().isEmpty())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyConfigIsValid(Example example) throws Exception {
        try (LoadedConfig config = load(example)) {
            assertThat(config.findings())
                    .extracting(Object::toString)
                    .filteredOn(finding -> !isExpected(example, finding))
                    .isEmpty();
        }
    }

    private static boolean isExpected(Example example, String finding) {
        boolean withoutAgents = !example.text().contains("agents:");
        return (withoutAgents && (finding.contains("there are no agents") || finding.contains("the file is empty")))
                || (example.page().equals(REFERENCE) && finding.contains("there is no class 'com.acme."))
                || (example.page().equals(MIGRATING)
                        && OF_THIS_MACHINE.matcher(finding).find())
                || (finding.contains("warning: agents.database.") && finding.contains("there is no file './"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyAgentSucceeds(Example example) throws Exception {
        try (LoadedConfig config = load(example)) {
            Orchestrator baton =
                    Orchestrator.on(vertx).withSettings(config.settings()).withClassLoader(config.loader());
            config.agents().forEach(baton::registerAgent);
            config.plugins().forEach(baton::withPlugin);

            Outcome outcome = baton.start().compose(started -> baton.join()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(outcome.endings().keySet()).isNotEmpty();
            assertThat(outcome.endings().values()).extracting(Ending::status).containsOnly(TerminationStatus.SUCCESS);
        }
    }

    @ParameterizedTest
    @MethodSource("mains")
    void everyProgramRunsToItsEnd(Example example) {
        try (BatonProcess program = BatonProcess.java(
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                example.className().orElseThrow())) {
            program.endsWith(0);
        }
    }

    private static LoadedConfig load(Example example) throws Exception {
        Path file = write(folder, example.page().getFileName() + "-" + example.line() + ".yaml", example);
        boolean findsItsClasses =
                example.text().contains("agentsPath") || example.page().equals(REFERENCE);
        List<String> overrides = findsItsClasses ? List.of() : List.of("orchestrator.agentsPath=['" + classes + "']");
        return new ConfigLoader(vertx)
                .load(new ConfigSources(List.of(file), Map.of(), overrides))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Path write(Path in, String name, Example example) {
        try {
            Path file = in.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, example.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
