package dev.baton.launcher;

import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.control.http.HttpSettings;
import dev.baton.orchestrator.OrchestratorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of one cluster out of a config for one: each with a name, sockets, ports, files and folders of its own, beside
 * those that the config names. Starts nothing.
 */
final class TrialPlan {
    private static final String HOST = "127.0.0.1";
    private static final int MEMBER_PORT = 5701;
    private static final int BUS_PORT = 15701;
    private static final int AGREEMENT_PORT = 7701;

    private final LoadedConfig config;
    private final ConfigSources sources;
    private final FreePorts ports;

    /** @param sources what {@code config} was made of */
    TrialPlan(LoadedConfig config, ConfigSources sources, FreePorts ports) {
        this.config = config;
        this.sources = sources;
        this.ports = ports;
    }

    /** Those called n1, n2 and so on, as many as {@code count} says. */
    List<TrialNode> nodes(int count) {
        List<Integer> members = IntStream.range(0, count)
                .map(i -> ports.from(MEMBER_PORT))
                .boxed()
                .toList();
        String everybody =
                members.stream().map(port -> '"' + HOST + ":" + port + '"').collect(Collectors.joining(", ", "[", "]"));
        List<TrialNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(node("n" + (i + 1), members.get(i), everybody));
        }
        return nodes;
    }

    private TrialNode node(String name, int memberPort, String everybody) {
        OrchestratorSettings settings = config.settings();
        HttpSettings http = config.http();
        Path socket = own(settings.commandSocketPath(), name);
        int httpPort = ports.from(http.port());
        Overrides overrides = new Overrides()
                .set("cluster.enabled", true)
                .set("cluster.node", name)
                .set("cluster.bind.host", HOST)
                .set("cluster.bind.memberPort", memberPort)
                .set("cluster.bind.busPort", ports.from(BUS_PORT))
                .set("cluster.bind.agreementPort", ports.from(AGREEMENT_PORT))
                // Objects are merged, so the other ways of discovery are taken away, too.
                .set("cluster.discovery", "{members: " + everybody + ", dns: null, kubernetes: null}")
                .set("orchestrator.commandSocketPath", socket)
                .set("http.enabled", true)
                .set("http.port", httpPort)
                .set("orchestrator.stateDir", folderOfProcesses(settings).resolve(name))
                .set("logs.dir", folderOfLogs(settings).resolve(name))
                .setIfAny("orchestrator.stateFile", ownIfAny(settings.stateFile(), name))
                .setIfAny(
                        "orchestrator.loggerConfig.file",
                        ownIfAny(settings.loggerConfig().file(), name));
        return new TrialNode(
                name, settings.enableCommandInterface() ? socket : null, url(http, httpPort), overrides.all());
    }

    private Path folderOfProcesses(OrchestratorSettings settings) {
        return StateFolders.keeping(settings, sources.environment()).folder();
    }

    private Path folderOfLogs(OrchestratorSettings settings) {
        Path given = config.logs().general().dir();
        return given == null ? LogFolders.usual(sources.environment(), settings.name()) : given;
    }

    /** {@code baton.sock} becomes {@code baton-n1.sock}. */
    private static Path own(Path file, String name) {
        String whole = String.valueOf(file.getFileName());
        int dot = whole.lastIndexOf('.');
        String stem = dot > 0 ? whole.substring(0, dot) : whole;
        return file.resolveSibling(stem + "-" + name + whole.substring(stem.length()));
    }

    private static @Nullable Path ownIfAny(@Nullable Path file, String name) {
        return file == null ? null : own(file, name);
    }

    private static String url(HttpSettings http, int port) {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return (http.tls() == null ? "http://" : "https://") + host + ":" + port + "/";
    }

    /** As {@code --set} has them. */
    private static final class Overrides {
        private final List<String> all = new ArrayList<>();

        Overrides set(String key, Object value) {
            // Nothing here is meant to be expanded.
            all.add(key + "=" + value.toString().replace("${", "$${"));
            return this;
        }

        Overrides setIfAny(String key, @Nullable Object value) {
            return value == null ? this : set(key, value);
        }

        List<String> all() {
            return all;
        }
    }
}
