package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/**
 * A cluster of real JVMs on this machine, all with the same config and each in a folder of its own. Closing it ends those that
 * still run.
 */
public final class ClusterNodes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String NOT_ASKED = "was not asked, as it can't be reached";
    /** Whoever is held up for a moment is not by then. */
    private static final Duration HELD_UP = Duration.ofSeconds(30);

    private final Path folder;
    private final String config;
    private final Net net;
    private final List<String> seeds;
    private final Map<String, ClusterNode> nodes = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    /** Where nodes are in a network. */
    public interface Net {
        /** Where others reach the node called so. */
        Place placeOf(String node);
    }

    /**
     * Where one node is.
     *
     * @param entry the command that begins others there; empty for none
     */
    public record Place(String host, int memberPort, int busPort, List<String> entry) {
        /** The address that others look for it at. */
        public String member() {
            return host + ":" + memberPort;
        }

        /** Whether somebody listens at its bus port; only of a place that needs no entry. */
        public boolean answersAtBusPort() {
            try (Socket socket = new Socket(host, busPort)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }
    }

    private ClusterNodes(Path folder, String config, Net net, List<String> names) {
        this.folder = folder;
        this.config = config;
        this.net = net;
        this.seeds = names.stream().map(name -> net.placeOf(name).member()).toList();
    }

    /**
     * On the loopback interface. Nothing is started yet.
     *
     * @param config YAML of all of them; {@code ${NODE}} is the node's name and {@code ${FOLDER}} its folder
     * @param names of those that others look for
     */
    public static ClusterNodes onLoopback(Path folder, String config, String... names) {
        Map<String, Place> places = new TreeMap<>();
        return in(
                folder,
                config,
                node -> places.computeIfAbsent(
                        node, name -> new Place("127.0.0.1", TestPorts.next(), TestPorts.next(), List.of())),
                names);
    }

    /** In {@code net}; else as {@link #onLoopback}. */
    public static ClusterNodes in(Path folder, String config, Net net, String... names) {
        return new ClusterNodes(folder, config, net, List.of(names));
    }

    /** Their JVMs get these options, too. */
    public ClusterNodes withOptions(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Starts all of {@code names}, at the same time, and waits until each has all of them and their agents. */
    public ClusterNodes form(Duration within, String... names) {
        try {
            List.of(names).forEach(this::start);
            return awaitAll(within, () -> {
                assertThat(up()).extracting(ClusterNode::name).contains(names);
                up().forEach(this::requireAllAreKnown);
            });
        } catch (AssertionError | RuntimeException e) {
            // Nobody gets what was to be closed.
            close();
            throw e;
        }
    }

    private void requireAllAreKnown(ClusterNode node) {
        Map<String, String> expected = new TreeMap<>();
        up().forEach(each -> expected.put(each.name(), "up"));
        assertThat(node.nodes()).as("nodes at %s", node.name()).containsAllEntriesOf(expected);
    }

    /** Starts a node, for the first time or again, with more arguments for {@code baton run}. */
    public ClusterNode start(String name, String... more) {
        try {
            Path own = Files.createDirectories(folder.resolve(name));
            ClusterNode node = ClusterNode.start(folderOf(own, name), name, net.placeOf(name), seeds, more);
            nodes.put(name, node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BatonFolder folderOf(Path own, String name) {
        return new BatonFolder(own)
                .config(config)
                .withOptions(options.toArray(String[]::new))
                .withEnvironment("NODE", name)
                .withEnvironment("FOLDER", own.toString());
    }

    /** The one called so; it has been started. */
    public ClusterNode node(String name) {
        return nodes.get(name);
    }

    /** Those that run. */
    public List<ClusterNode> up() {
        return nodes.values().stream().filter(ClusterNode::isAlive).toList();
    }

    /** Waits until {@code fact} holds. */
    public ClusterNodes awaitAll(Duration within, ThrowingRunnable fact) {
        try {
            await().pollInterval(POLL).pollDelay(Duration.ZERO).atMost(within).untilAsserted(fact);
            return this;
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + lastWords(), e);
        }
    }

    /**
     * Waits until each node that runs shows all of them as up, and each has been told something through each; {@code agent} is one that
     * runs on all. A node that is shown as up does at once what it is told. It may not be up any more when it is to be told: then
     * nobody asks it, and all is awaited again.
     */
    public ClusterNodes awaitAllAreUp(Duration within, String agent) {
        return awaitAll(within, () -> {
            up().forEach(this::requireAllAreKnown);
            up().forEach(asked -> up().forEach(owner -> requireObeys(asked, owner, agent)));
        });
    }

    private static void requireObeys(ClusterNode asked, ClusterNode owner, String agent) {
        // To start what runs changes nothing.
        JsonObject answer = asked.answer(new Command.Steer(Verb.START, List.of(agent), true, owner.name()));
        String what = "%s told through %s: %s".formatted(owner.name(), asked.name(), answer.encode());
        if (answer.getInteger("code") != 0 && !answer.getString("error").contains(NOT_ASKED)) {
            // Not for whoever awaits all.
            throw new IllegalStateException("it was shown as up: " + what);
        }
        assertThat(answer.getInteger("code")).as(what).isZero();
    }

    /** Waits until no thread of any of them is held up; one that stays so is told with its stack. */
    public ClusterNodes requireNoThreadIsStuck() {
        up().forEach(node -> assertThat(node.stuckThreads()).as(node.name()).isEmpty());
        return awaitAll(
                HELD_UP,
                () -> up().forEach(node -> assertThat(node.waitingThreads())
                        .as("threads of %s", node.name())
                        .isEmpty()));
    }

    private String lastWords() {
        return nodes.values().stream().map(ClusterNode::lastWords).collect(Collectors.joining());
    }

    @Override
    public void close() {
        List<ClusterNode> all = new ArrayList<>(nodes.values());
        all.forEach(ClusterNode::close);
    }
}
