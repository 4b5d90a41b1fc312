package dev.baton.launcher;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.Role;
import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.Verb;
import dev.baton.logging.Logging;
import dev.baton.orchestrator.Ports;
import dev.baton.testing.Player;
import dev.baton.testing.Player.Act;
import dev.baton.testing.TestPorts;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * What {@code baton run} starts, in the JVM of a test: made of a config file, with logging, reload and HTTP. It differs in its
 * clock, which a test may turn, and in that no signal ends it. Its agents are {@linkplain Player players} unless the config says
 * otherwise.
 */
public final class LiveBaton implements AutoCloseable {
    /** An environment variable that tokens may be in, and its value. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "CI_TOKEN",
            "token-from-environment",
            "XDG_STATE_HOME",
            Path.of(System.getProperty("java.io.tmpdir"), "live-baton-state").toString());

    private static final Caller SOMEBODY = Caller.overHttp("somebody", Role.ADMIN);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicLong ahead = new AtomicLong();
    private final Vertx vertx = BatonVertx.create();
    private final Path file;
    private final int port;
    private final Logging logging;
    private final LoadedConfig config;
    private final Orchestrator baton;
    private Control control;
    private boolean isClosed;

    private LiveBaton(JsonObject wanted) throws IOException {
        file = Files.createTempDirectory("live-baton").resolve("baton.json");
        port = wanted.getJsonObject("http").getInteger("port");
        rewrite(wanted);
        ConfigSources sources = new ConfigSources(List.of(file), ENVIRONMENT, List.of());
        ConfigLoader loader = new ConfigLoader(vertx);
        config = loader.load(sources).await();
        if (config.isRefused()) {
            throw new IllegalArgumentException(config.findings().toString());
        }
        logging = Logging.start(config.settings().loggerConfig());
        baton = Assembly.of(new Site(vertx, loader, null), config, sources, logging.book())
                .baton()
                .withPorts(new Ports(
                        InstantSource.system(),
                        () -> System.nanoTime() + ahead.get(),
                        "n1",
                        true,
                        new SplittableRandom(1),
                        ProcessesOfAgents::on));
        control = Control.open(vertx, config, baton, Reach.of(baton), ENVIRONMENT);
        baton.start().await();
    }

    /**
     * Starts what {@code config} says, as a daemon with HTTP at a free port unless that says otherwise. Its agents have begun to
     * start when this returns.
     */
    public static LiveBaton start(JsonObject config) {
        JsonObject defaults = new JsonObject()
                .put("orchestrator", new JsonObject().put("runMode", "DAEMON").put("enableCommandInterface", false))
                .put("http", new JsonObject().put("enabled", true).put("port", freePort()));
        try {
            return new LiveBaton(defaults.mergeIn(config, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entry in {@code agents} of a player called {@code name}, with something in its config to be seen and to be hidden. */
    public static JsonObject player(String name) {
        return new JsonObject()
                .put("class", Player.class.getName())
                .put(
                        "config",
                        new JsonObject()
                                .put("address", Player.address(name))
                                .put("city", "Zürich")
                                .put("apiKey", "s3cret-key"));
    }

    /** A port that nobody listens at. */
    public static int freePort() {
        return TestPorts.next();
    }

    /** Where HTTP is served. */
    public int port() {
        return port;
    }

    /** What operators may ask for. */
    public Commands commands() {
        return baton.commands();
    }

    /** The orchestrator inside. */
    public Orchestrator orchestrator() {
        return baton;
    }

    /** Another config in the file, for the next reload. */
    public void rewrite(JsonObject newConfig) {
        try {
            Files.writeString(file, newConfig.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The config in the file. */
    public JsonObject written() {
        try {
            return new JsonObject(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another operator has the config read again. */
    public void reload() {
        commands().execute(new Command.Reload(false), SOMEBODY).await();
    }

    /** The names of all commands so far, in order. */
    public List<String> commandsExecuted() {
        return commands()
                .execute(new Command.History(1_000, null, EventNames.COMMAND_EXECUTED, null), SOMEBODY)
                .await()
                .events()
                .stream()
                .map(row -> String.valueOf(row.event().data().get("command")))
                .toList();
    }

    /** Another operator stops {@code agent}, and doesn't wait until it has. */
    public void stop(String agent) {
        steer(Verb.STOP, agent, false);
    }

    /** Another operator starts {@code agent}, and waits until it runs or waits itself. */
    public void startAgain(String agent) {
        steer(Verb.START, agent, true);
    }

    private void steer(Verb verb, String agent, boolean awaited) {
        commands()
                .execute(new Command.Steer(verb, List.of(agent), awaited), SOMEBODY)
                .await();
    }

    /** The clock that never goes back goes ahead. */
    public void turnClock(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    /** Nobody is served any more; the agents go on. */
    public void goAway() {
        control.close().await();
    }

    /** Serves again, at the same port. */
    public void comeAgain() {
        try {
            control = Control.open(vertx, config, baton, Reach.of(baton), ENVIRONMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---------------------------------------------------------------------------------------------- players

    /** Waits until all agents run that have a slot, and returns this. */
    public LiveBaton awaitRunning(String... names) {
        for (String name : names) {
            baton.agent(name).ready().await();
        }
        return this;
    }

    /** The player called {@code agent} emits an event; remembered when this returns. */
    public void emit(String agent, String event, Map<String, Object> data) {
        emit(agent, event, data, 1);
    }

    /** The same {@code times} times. */
    public void emit(String agent, String event, Map<String, Object> data, int times) {
        long before = count(event);
        order(
                agent,
                Act.EMIT,
                new JsonObject()
                        .put("event", event)
                        .put("data", new JsonObject(data))
                        .put("times", times));
        Awaitility.await().atMost(PATIENCE).until(() -> count(event) == before + times);
    }

    private long count(String event) {
        return baton.history().statistics().await().byType().getOrDefault(event, 0L);
    }

    /** The player writes a line. */
    public void write(String agent, String text) {
        order(agent, Act.WRITE, new JsonObject().put("text", text));
    }

    /** From now on the player emits an event and writes {@code text} ten times a second. */
    public void keepBusy(String agent, String text) {
        JsonObject line = new JsonObject().put("act", Act.WRITE.name()).put("text", text);
        JsonObject event = new JsonObject()
                .put("act", Act.EMIT.name())
                .put("event", "BUSY")
                .put("data", new JsonObject())
                .put("times", 1);
        vertx.setPeriodic(
                100, timer -> vertx.eventBus().send(Player.address(agent), line).send(Player.address(agent), event));
    }

    /** The player says how far it is. */
    public void progress(String agent, long done, long total, String text) {
        order(
                agent,
                Act.PROGRESS,
                new JsonObject().put("done", done).put("total", total).put("text", text));
    }

    /** The player says what keeps it from its work, which is its reason from then on. */
    public void suffer(String agent, String trouble) {
        order(agent, Act.SUFFER, new JsonObject().put("text", trouble));
    }

    /** The player throws an exception. */
    public void fail(String agent, String message) {
        order(agent, Act.FAIL, new JsonObject().put("text", message));
    }

    private void order(String agent, Act act, JsonObject order) {
        vertx.eventBus()
                .request(Player.address(agent), order.put("act", act.name()))
                .await();
    }

    /** Stops all agents and what serves them; closing again does nothing. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        baton.stop().await();
        control.close().await();
        vertx.close().await();
        logging.close();
        try {
            config.close();
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
