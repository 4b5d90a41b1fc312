package dev.baton.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder to start Baton in. It holds a {@code classes.yaml} that lets configs name the agents of the tests, and a
 * {@code baton.yaml} which the test writes.
 */
public final class BatonFolder {
    private static final String CLASSES = "classes.yaml";
    private static final String CONFIG = "baton.yaml";

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path java = Path.of(System.getProperty("java.home"));
    private List<String> entry = List.of();
    private List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Makes the empty folder {@code folder} one to start Baton in. */
    public BatonFolder(Path folder) {
        this.folder = folder;
        write(CLASSES, "orchestrator: {agentsPath: ['" + testClasses() + "']}\n");
    }

    /** Writes {@code baton.yaml}. */
    public BatonFolder config(String yaml) {
        return write(CONFIG, yaml);
    }

    /** Writes a file. */
    public BatonFolder write(String name, String text) {
        try {
            Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Where a file of this name is, or would be. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** What a file holds. */
    public String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on another JDK runs Baton. */
    public BatonFolder onJava(Path home) {
        java = home;
        return this;
    }

    /** From now on the JVM gets these options, and no others. */
    public BatonFolder withOptions(String... newOptions) {
        options = List.of(newOptions);
        return this;
    }

    /** From now on Baton is begun by this command, which comes before its own. */
    public BatonFolder within(List<String> command) {
        entry = List.copyOf(command);
        return this;
    }

    /** From now on there is this environment variable. */
    public BatonFolder withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Where a Baton started here has its command socket, if its config doesn't say otherwise. */
    public Path socket() {
        return folder.resolve("baton.sock");
    }

    /** Starts {@code baton run} on the config. */
    public BatonProcess run(String... more) {
        return onConfig("run", more);
    }

    /** Starts {@code baton validate} on the config. */
    public BatonProcess validate(String... more) {
        return onConfig("validate", more);
    }

    private BatonProcess onConfig(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, CLASSES, CONFIG));
        arguments.addAll(List.of(more));
        return baton(arguments.toArray(String[]::new));
    }

    /** Starts the jar with {@code arguments}. */
    public BatonProcess baton(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("baton.jar")));
        return start(command, arguments);
    }

    /** Starts {@code bin/baton}, as users do, with {@code arguments}. */
    public BatonProcess launcher(String... arguments) {
        withEnvironment("BATON_JAVA", java.toString());
        return start(List.of(checkout().resolve("bin/baton").toString()), arguments);
    }

    /** Starts an installed copy of the script and the jar, in this folder, with {@code arguments}. */
    public BatonProcess installed(String... arguments) {
        withEnvironment("BATON_JAVA", java.toString());
        return start(List.of(path("installed/bin/baton").toString()), arguments);
    }

    /** Starts {@code program} in this folder, for which {@code BATON_JAVA} is set. */
    public BatonProcess program(Path program, String... arguments) {
        withEnvironment("BATON_JAVA", java.toString());
        return start(List.of(program.toString()), arguments);
    }

    /** Makes a copy of the script and the jar in this folder, as an installation has them. */
    public BatonFolder install() {
        try {
            Path installed = Files.createDirectories(path("installed"));
            Files.createDirectories(installed.resolve("bin/lib"));
            Files.createDirectories(installed.resolve("lib"));
            for (String script : List.of("bin/baton", "bin/lib/jdk.sh", "bin/lib/archive.sh")) {
                Files.copy(checkout().resolve(script), installed.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
            }
            Path jar = Path.of(System.getProperty("baton.jar"));
            Files.copy(jar, installed.resolve("lib/baton.jar"));
            copyAll(jar.resolveSibling("native"), installed.resolve("lib/native"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private BatonProcess start(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(entry);
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BATON_") || name.startsWith("JAVA_TOOL"));
        // Several tests, and other Batons of this machine, run at the same time.
        builder.environment().put("BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH", socket().toString());
        builder.environment().put("BATON_SOCKET", socket().toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().putAll(environment);
        return BatonProcess.start(builder);
    }

    /** The folder with Baton's sources, in which the tests run. */
    public static Path checkout() {
        return Path.of("").toAbsolutePath();
    }

    static Path testClasses() {
        try {
            return Path.of(BatonFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("the tests' classes are in no folder", e);
        }
    }
}
