package dev.baton.testing;

import dev.baton.command.Command;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One JVM of a cluster, with faults as verbs, and what it answers. */
public final class ClusterNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern BLOCKED = Pattern.compile("has been blocked for (\\d+) ms");
    private static final long STUCK_MILLIS = 10_000;

    private static final int LAST_LINES = 30;

    private final String name;
    private final BatonFolder folder;
    private final ClusterNodes.Place place;
    private final BatonProcess process;
    private final Operator operator;
    private long hungAt;
    private long hungMillis;

    private ClusterNode(String name, BatonFolder folder, ClusterNodes.Place place, BatonProcess process) {
        this.name = name;
        this.folder = folder;
        this.place = place;
        this.process = process;
        this.operator = new Operator(folder.socket(), PATIENCE);
    }

    static ClusterNode start(
            BatonFolder folder, String name, ClusterNodes.Place place, List<String> seeds, String... more) {
        folder.within(place.entry());
        List<String> arguments = new ArrayList<>();
        for (String override : List.of(
                "cluster.enabled=true",
                "cluster.node=" + name,
                "cluster.bind.host=" + place.host(),
                "cluster.bind.memberPort=" + place.memberPort(),
                "cluster.bind.busPort=" + place.busPort(),
                "cluster.discovery.members=" + new JsonArray(seeds).encode())) {
            arguments.add("--set");
            arguments.add(override);
        }
        arguments.addAll(List.of(more));
        return new ClusterNode(name, folder, place, folder.run(arguments.toArray(String[]::new)));
    }

    /** What the cluster knows it by. */
    public String name() {
        return name;
    }

    /** Where its files are. */
    public BatonFolder folder() {
        return folder;
    }

    /** Where others reach it. */
    public ClusterNodes.Place place() {
        return place;
    }

    /** Its JVM. */
    public BatonProcess process() {
        return process;
    }

    /** Whether its JVM runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    // ---------------------------------------------------------------------------------------------- faults

    /** Asks it to leave in good order. */
    public ClusterNode leave() {
        process.signal("TERM");
        return this;
    }

    /** Ends it at once. */
    public ClusterNode kill() {
        process.signal("KILL");
        return this;
    }

    /** It stands still, with all its connections open. */
    public ClusterNode hang() {
        process.signal("STOP");
        hungAt = System.nanoTime();
        return this;
    }

    /** After {@link #hang()}. */
    public ClusterNode goOn() {
        hungMillis += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - hungAt);
        process.signal("CONT");
        return this;
    }

    // ---------------------------------------------------------------------------------------------- questions

    /** The data of its answer, which must be a success. */
    public JsonObject ask(Command<?> command) {
        JsonObject answer = answer(command);
        if (answer.getInteger("code") != 0) {
            throw new AssertionError(name + " answered " + answer.encode());
        }
        return answer.getJsonObject("data");
    }

    /** Its answer, with {@code code} and {@code error}. */
    public JsonObject answer(Command<?> command) {
        try {
            return operator.ask(command);
        } catch (IOException e) {
            throw new AssertionError(name + " gave no answer: " + e.getMessage(), e);
        }
    }

    /** The state of each node, by name, as this one sees it. */
    public Map<String, String> nodes() {
        Map<String, String> states = new TreeMap<>();
        for (JsonObject node : rows(ps(), "nodes")) {
            states.put(node.getString("node"), node.getString("state"));
        }
        return states;
    }

    /** What {@code ps} says of the whole cluster. */
    public JsonObject ps() {
        return ask(new Command.Ps(List.of()));
    }

    /** The lifecycle state of each agent, by {@code node/agent}, as this one sees it. */
    public Map<String, String> agents() {
        Map<String, String> states = new TreeMap<>();
        for (JsonObject agent : rows(ps(), "agents")) {
            states.put(
                    agent.getString("node") + "/" + agent.getString("agent_name"), agent.getString("lifecycle_state"));
        }
        return states;
    }

    /** The objects of the array {@code key} in an answer. */
    public static List<JsonObject> rows(JsonObject data, String key) {
        return data.getJsonArray(key, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** How many lines a file of its folder has; agents count what they do in such. */
    public long lines(String file) {
        Path path = folder.path(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its threads that are blocked, or wait where they must not, at this moment; each with its stack. */
    public List<String> waitingThreads() {
        return ThreadDump.of(process.pid()).suspects();
    }

    /**
     * What it printed that tells of a thread which did not come back for 10 s; for less on a busy machine nobody is to blame. One
     * that was at work when the node {@linkplain #hang hung} has been away for as long as that.
     */
    public List<String> stuckThreads() {
        List<String> printed = new ArrayList<>(process.out());
        printed.addAll(process.err());
        return printed.stream().filter(this::tellsOfAStuckThread).toList();
    }

    private boolean tellsOfAStuckThread(String line) {
        Matcher blocked = BLOCKED.matcher(line);
        long millis = blocked.find() ? Long.parseLong(blocked.group(1)) : 0;
        boolean isByTheHang = millis >= hungMillis && millis - hungMillis < STUCK_MILLIS;
        return millis >= STUCK_MILLIS && !isByTheHang;
    }

    /** What it printed last, for whoever has to find out what went wrong. */
    String lastWords() {
        List<String> printed = new ArrayList<>(process.out());
        printed.addAll(process.err());
        return name + (isAlive() ? "" : " (ended)") + ":\n  "
                + String.join("\n  ", printed.subList(Math.max(0, printed.size() - LAST_LINES), printed.size())) + "\n";
    }

    @Override
    public void close() {
        process.close();
    }
}
