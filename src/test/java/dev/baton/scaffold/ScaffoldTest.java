package dev.baton.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaffoldTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/baton/scaffold");
    private static final Set<String> OF_DOCKER = Set.of("ARG", "FROM", "WORKDIR", "COPY", "RUN", "CMD");

    @TempDir
    private Path folder;

    private List<Part> java() throws IOException {
        return Scaffold.parts(Blueprint.ofJava(folder.resolve("tea-room"), "com.acme.tea"));
    }

    private List<Part> programs() throws IOException {
        return Scaffold.parts(Blueprint.ofPrograms(folder.resolve("tea-room")));
    }

    private static String text(List<Part> parts, String path) {
        return parts.stream()
                .filter(part -> part.path().equals(path))
                .map(part -> new String(part.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] ending(List<Part> parts, String end) {
        return parts.stream()
                .filter(part -> part.path().endsWith(end))
                .map(Part::content)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isText(Part part) {
        return !part.path().endsWith(".jar");
    }

    @Test
    void leavesNothingToBeFilledIn() throws IOException {
        assertThat(Stream.of(java(), programs()).flatMap(List::stream).filter(ScaffoldTest::isText))
                .allSatisfy(part -> {
                    assertThat(new String(part.content(), StandardCharsets.UTF_8))
                            .as(part.path())
                            .doesNotContain("@{", "\t", "\r")
                            .doesNotContainPattern(" \n")
                            .endsWith("\n");
                });
    }

    @Test
    void usesEveryTemplateThereIs() throws IOException {
        Set<String> used = new TreeSet<>();
        java().stream()
                .filter(part -> !part.path().startsWith("lib/"))
                .forEach(part -> used.add("java/" + template(part)));
        programs().forEach(part -> used.add("program/" + template(part)));

        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> TEMPLATES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private static String template(Part part) {
        return part.path()
                .replaceFirst("^\\.", "")
                .replaceFirst("^src/(main|test)/(java/com/acme/tea|resources)/", "$1/");
    }

    @Test
    void putsClassesIntoTheirPackage() throws IOException {
        assertThat(java().stream().filter(part -> part.path().endsWith(".java")))
                .hasSizeGreaterThan(10)
                .allSatisfy(part -> {
                    assertThat(part.path()).matches("src/(main|test)/java/com/acme/tea/[\\w-]+\\.java");
                    assertThat(new String(part.content(), StandardCharsets.UTF_8))
                            .contains("package com.acme.tea;");
                });
        assertThat(text(java(), "pom.xml"))
                .contains("<groupId>com.acme</groupId>", "<artifactId>tea-room</artifactId>");
        assertThat(text(java(), "baton.yaml"))
                .contains("class: com.acme.tea.Kitchen", "agentsPath: [target/tea-room.jar]", "name: tea-room");
    }

    @Test
    void hasAnAgentOfEachKind() throws IOException {
        String all = java().stream()
                .filter(ScaffoldTest::isText)
                .map(part -> new String(part.content(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));

        assertThat(all)
                .contains(
                        "extends Agent ", "extends LoopingAgent ", "extends PeriodicAgent ", "extends ScheduledAgent ")
                .contains("extends EventAgent ", "class: dev.baton.agent.PoolAgent", "command: [");
    }

    @Test
    void takesVersionsFromWhatBatonIsBuiltBy() throws IOException {
        OwnPom own = OwnPom.read();
        String pom = text(java(), "pom.xml");

        assertThat(pom)
                .contains("<junit.version>" + own.properties().get("junit.version") + "</junit.version>")
                .contains("<version>" + own.properties().get("maven-surefire-plugin.version") + "</version>");
        assertThat(text(java(), "Dockerfile"))
                .startsWith("# The image")
                .contains("ARG BATON_IMAGE=baton:" + own.version() + "\n");
    }

    @Test
    void bringsBatonAlongAsARepository() throws IOException {
        List<Part> parts = java();
        String version = Library.of(OwnPom.read(), OwnClasses.read()).version();
        String stem = "lib/dev/baton/baton/" + version + "/baton-" + version;

        assertThat(version).doesNotEndWith("-SNAPSHOT").startsWith(OwnPom.read().version());
        assertThat(parts)
                .extracting(Part::path)
                .contains(stem + ".jar", stem + ".pom", stem + ".jar.sha1", stem + ".pom.sha1");
        assertThat(text(parts, "pom.xml")).contains("<baton.version>" + version + "</baton.version>");
        assertThat(text(parts, stem + ".pom"))
                .contains("<version>" + version + "</version>", "<artifactId>vertx-core</artifactId>")
                .contains("<vertx.version>", "<artifactId>vertx-stack-depchain</artifactId>")
                .doesNotContain("<build>", "<profiles>", "<parent>", "<scope>test</scope>", "junit", "error-prone");
    }

    @Test
    void bringsBatonsOwnClassesAlone() throws IOException {
        List<String> names = new ArrayList<>();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(ending(java(), ".jar")))) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(OwnPom.read().version());
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                names.add(entry.getName());
            }
        }

        assertThat(names)
                .contains("dev/baton/agent/Agent.class", "dev/baton/rehearsal/Rehearsal.class", "baton.schema.json")
                .contains("META-INF/services/io.vertx.config.spi.ConfigProcessor")
                .allMatch(name -> name.startsWith("dev/baton/")
                        || name.startsWith("META-INF/services/")
                        || name.equals("baton.schema.json"));
        assertThat(ending(java(), ".jar")).isEqualTo(ending(java(), ".jar"));
    }

    @Test
    void hasADockerfileWhoseFilesAreThere() throws IOException {
        List<Part> parts = java();
        Set<String> paths = parts.stream().map(Part::path).collect(Collectors.toSet());
        List<String> lines = text(parts, "Dockerfile")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(lines).allSatisfy(line -> assertThat(OF_DOCKER).contains(line.substring(0, line.indexOf(' '))));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .containsExactly("FROM maven:3.9-eclipse-temurin-17 AS build", "FROM ${BATON_IMAGE}");
        assertThat(lines)
                .contains("COPY --from=build /build/target/tea-room.jar /opt/tea-room/target/")
                .contains("COPY baton.yaml /opt/tea-room/")
                .contains("CMD [\"run\", \"/opt/tea-room/baton.yaml\"]");
        // Of what is there only what .dockerignore excepts gets as far as the build.
        assertThat(text(parts, ".dockerignore")
                        .lines()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1)))
                .allSatisfy(
                        kept -> assertThat(paths).anyMatch(path -> path.equals(kept) || path.startsWith(kept + "/")))
                .contains("baton.yaml", "pom.xml", "src", "lib", ".mvn");
    }

    @Test
    void writesScriptsThatCanBeRun() throws IOException {
        Scaffold.write(Blueprint.ofPrograms(folder.resolve("scripts")));

        for (String script : List.of("prepare", "gather", "report")) {
            assertThat(folder.resolve("scripts/agents/" + script + ".sh")).isExecutable();
        }
        assertThat(folder.resolve("scripts/baton.yaml")).exists();
        assertThat(folder).isDirectoryNotContaining("glob:**.baton-create");
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("mine.txt"), "mine");
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThatExceptionOfType(FolderTaken.class)
                .isThrownBy(() -> Scaffold.write(Blueprint.ofPrograms(taken)))
                .withMessageContaining("is there already and not empty");
        assertThatExceptionOfType(FolderTaken.class)
                .isThrownBy(() -> Scaffold.write(Blueprint.ofPrograms(file)))
                .withMessageContaining("is a file");

        assertThat(taken).isDirectoryContaining("glob:**/mine.txt");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("taken", "file");
    }

    @Test
    void fillsAnEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Object before = Files.readAttributes(empty, "unix:ino").get("ino");

        Scaffold.write(Blueprint.ofPrograms(empty));

        assertThat(Files.readAttributes(empty, "unix:ino").get("ino")).isEqualTo(before);
        assertThat(empty.resolve(".gitignore")).exists();
        assertThat(folder.toFile().list()).containsExactly("empty");
    }

    @Test
    void leavesNothingOfAProjectThatCantBeWritten() throws IOException {
        List<Part> parts = List.of(Part.text("a", "a"), Part.text("a/b", "a is a file, so this fails"));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (Path target : List.of(folder.resolve("new"), empty)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> new NewFolder(target).write(parts));
        }

        assertThat(folder.toFile().list()).containsExactly("empty");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void leavesTheDraftOfAnotherAlone() throws IOException {
        Path draft = Files.createDirectory(folder.resolve(".app.baton-create"));

        assertThatExceptionOfType(FolderTaken.class)
                .isThrownBy(() -> Scaffold.write(Blueprint.ofPrograms(folder.resolve("app"))))
                .withMessageContaining(draft.toString())
                .withMessageContaining("another create");

        assertThat(folder.toFile().list()).containsExactly(".app.baton-create");
    }
}
