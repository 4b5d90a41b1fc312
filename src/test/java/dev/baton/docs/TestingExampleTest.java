package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests that the author's guide shows, as JUnit would. */
@Tag("long")
class TestingExampleTest {
    private static final String ANNOTATION = "    @Test\n";

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> everyTestOfThePagePasses() throws Exception {
        List<Example> examples = Page.read(Path.of("docs/agents.md")).examples().stream()
                .filter(example -> example.className().isPresent())
                .toList();
        compile(examples);
        List<DynamicTest> tests = new ArrayList<>();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        for (Example example : examples) {
            if (example.text().contains(ANNOTATION)) {
                Class<?> type = loader.loadClass(example.className().orElseThrow());
                tests.addAll(testsOf(type));
            }
        }
        assertThat(tests).isNotEmpty();
        tests.add(DynamicTest.dynamicTest("close", loader::close));
        return tests;
    }

    private static List<DynamicTest> testsOf(Class<?> type) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                tests.add(DynamicTest.dynamicTest(
                        method.getName(),
                        () -> method.invoke(type.getDeclaredConstructor().newInstance())));
            }
        }
        return tests;
    }

    private void compile(List<Example> examples) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Example example : examples) {
            Path source = folder.resolve(example.className().orElseThrow().replace('.', '/') + ".java");
            Files.createDirectories(source.resolveSibling("."));
            sources.add(Files.writeString(source, example.text()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .isTrue();
        }
    }
}
