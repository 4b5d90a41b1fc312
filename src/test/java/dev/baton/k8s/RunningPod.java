package dev.baton.k8s;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.Operator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jar, run on this machine with what a pod of an overlay gives it; closing it kills it. */
final class RunningPod implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SOCKET = "BATON_SOCKET";
    private static final String OPTIONS = "BATON_JAVA_OPTS";

    private final PodRoot root;
    private final BatonFolder folder;
    private final BatonProcess process;
    private final Operator operator;

    private RunningPod(PodRoot root, BatonFolder folder, BatonProcess process, Path socket) {
        this.root = root;
        this.folder = folder;
        this.process = process;
        this.operator = new Operator(socket, PATIENCE);
    }

    /**
     * Starts it.
     *
     * @param root laid somewhere
     * @param folder to work in
     * @param name what the pod is called
     * @param place where it is; the ports are the overlay's own
     * @param settings that differ on this machine, each {@code a.b=c}
     * @param options of the JVM, besides those of the overlay
     */
    static RunningPod start(
            PodRoot root, Path folder, String name, ClusterNodes.Place place, List<String> settings, String... options)
            throws IOException {
        Map<String, String> environment = root.environment(name, place.host());
        BatonFolder batons = new BatonFolder(Files.createDirectories(folder)).within(place.entry());
        environment.forEach(batons::withEnvironment);
        // The config's own, where the tests have another.
        batons.withEnvironment("BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH", environment.get(SOCKET));
        batons.withOptions(Stream.of(
                        Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        Stream.of(options),
                        Stream.of(environment.get(OPTIONS).split(" ", -1)))
                .flatMap(each -> each)
                .toArray(String[]::new));
        List<String> arguments = new ArrayList<>(root.arguments());
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        BatonProcess process = batons.baton(arguments.toArray(String[]::new));
        return new RunningPod(root, batons, process, Path.of(environment.get(SOCKET)));
    }

    BatonProcess process() {
        return process;
    }

    /** All that it has printed. */
    String words() {
        return String.join("\n", process.out()) + "\n" + String.join("\n", process.err());
    }

    /** Has kubelet change the config. */
    void change(Map<String, String> files) {
        root.change("config", files);
    }

    /** What the command line says, started in the pod. */
    BatonProcess exec(String... arguments) {
        return folder.baton(arguments);
    }

    /** The data of its answer. */
    JsonObject ask(Command<? extends Answer> command) throws IOException {
        JsonObject data = operator.ask(command).getJsonObject("data");
        if (data == null) {
            throw new IOException("it is not ready to answer yet");
        }
        return data;
    }

    @Override
    public void close() {
        process.close();
    }
}
