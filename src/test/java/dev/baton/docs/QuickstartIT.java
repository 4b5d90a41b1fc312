package dev.baton.docs;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/quickstart.md, done as it says: its files are written and its commands given, in their order. */
@Tag("long")
class QuickstartIT {
    private static final String BATON_COMMAND = "bin/baton ";

    @TempDir
    private Path folder;

    private final List<BatonProcess> begun = new ArrayList<>();
    private BatonFolder files;
    private String port = "";

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
        port = Integer.toString(TestPorts.next());
    }

    @AfterEach
    void killAll() {
        begun.forEach(BatonProcess::close);
    }

    @Test
    void leadsToSomethingThatRuns() throws IOException {
        for (Example example : Page.read(Path.of("docs/quickstart.md")).examples()) {
            switch (example.language()) {
                case "yaml" -> write(example);
                case "java" -> compile(example);
                case "sh" -> {
                    if (!example.isFragment()) {
                        example.commands().forEach(this::give);
                    }
                }
                default -> assertThat(example.language()).isEqualTo("text");
            }
        }

        assertThat(begun).hasSize(1).noneMatch(BatonProcess::isAlive);
    }

    private void write(Example example) throws IOException {
        if (example.isFragment()) {
            files.write("shop.yaml", files.read("shop.yaml") + example.text());
        } else {
            files.write(example.text().contains("com.acme.Tea") ? "tea.yaml" : "shop.yaml", example.text());
        }
    }

    private void compile(Example example) throws IOException {
        Files.createDirectories(folder.resolve("com/acme"));
        files.write("com/acme/Tea.java", example.text());
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("baton.jar"),
                        "-d",
                        folder.resolve("classes").toString(),
                        folder.resolve("com/acme/Tea.java").toString());
        assertThat(failed).isZero();
    }

    private void give(String line) {
        assertThat(line).startsWith(BATON_COMMAND);
        String[] words =
                line.substring(BATON_COMMAND.length()).replace("8080", port).split(" +");
        BatonProcess process = files.baton(words);
        begun.add(process);
        if (line.contains("run shop.yaml")) {
            process.awaitLine(BATON, "Ready agent=shop");
            return;
        }
        process.endsWith(0);
        begun.remove(process);
        if (line.equals("bin/baton ps")) {
            assertThat(process.out()).contains("Orchestrator Status: 2/5 agents running");
        } else if (line.contains("run tea.yaml")) {
            assertThat(process.said("tea")).hasSize(4).containsOnly("3 cups sold");
        } else if (line.equals("bin/baton shutdown")) {
            begun.get(0).endsWith(0);
        } else if (line.equals("bin/baton reload")) {
            assertThat(process.out()).anyMatch(each -> each.startsWith("add ") && each.contains("report"));
        }
    }
}
