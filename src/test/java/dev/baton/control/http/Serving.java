package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.Role;
import dev.baton.event.EventNames;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real Baton that serves HTTP, with a vital agent {@code db} and an agent {@code collector} that depends on it. */
final class Serving extends Site {
    private static final Caller WITNESS = Caller.overHttp("witness", Role.ADMIN);
    /** This test, and the server, which follows the events for its clients. */
    private static final Set<String> ITSELF = Set.of(WITNESS.name(), "streams");

    final LiveBaton baton;

    private Serving(JsonObject config) {
        baton = LiveBaton.start(config).awaitRunning("db", "collector");
    }

    /** Open to everybody on this machine. */
    static Serving open() {
        return with(new JsonObject());
    }

    /** With a token for each role. */
    static Serving withTokens() {
        return with(new JsonObject().put("tokens", tokens()));
    }

    /** @param http the section of that name */
    static Serving with(JsonObject http) {
        return with(http, new JsonObject());
    }

    static Serving with(JsonObject http, JsonObject orchestrator) {
        return new Serving(new JsonObject()
                .put("http", http)
                .put("orchestrator", orchestrator)
                .put("agents", agents()));
    }

    /** @param config of a whole Baton, which must have these two agents */
    static Serving of(JsonObject config) {
        return new Serving(config);
    }

    /** The two agents. */
    static JsonObject agents() {
        return new JsonObject()
                .put("db", LiveBaton.player("db").put("vital", true))
                .put(
                        "collector",
                        LiveBaton.player("collector").put("group", "ingest").put("dependsOn", List.of("db")));
    }

    @Override
    int port() {
        return baton.port();
    }

    void turnClock(Duration by) {
        baton.turnClock(by);
    }

    void emit(String agent, String event, Map<String, Object> data) {
        baton.emit(agent, event, data);
    }

    /** What was asked of it, by whom and what came of it, as its own history has it. */
    List<JsonObject> asked() {
        Answer.Events events = baton.commands()
                .execute(new Command.History(1_000, null, EventNames.COMMAND_EXECUTED, null), WITNESS)
                .await();
        return events.events().stream()
                .map(EventRow::event)
                .map(event -> new JsonObject(event.data()))
                .filter(data -> !ITSELF.contains(data.getJsonObject("actor").getString("name")))
                .toList();
    }

    /** What happened to agents after they were ready: nothing, unless somebody steered them. */
    List<String> happened() {
        Answer.Events events = baton.commands()
                .execute(new Command.History(1_000, null, null, null), WITNESS)
                .await();
        return events.events().stream()
                .map(row -> row.event().name())
                .filter(name -> name.startsWith("AGENT_"))
                .filter(name -> !List.of(
                                EventNames.AGENT_REGISTERED,
                                EventNames.AGENT_QUEUED,
                                EventNames.AGENT_STARTED,
                                EventNames.AGENT_READY)
                        .contains(name))
                .toList();
    }

    @Override
    public void close() {
        baton.close();
    }
}
