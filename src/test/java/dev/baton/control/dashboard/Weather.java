package dev.baton.control.dashboard;

import dev.baton.launcher.LiveBaton;
import dev.baton.scenario.agents.Stops;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A real Baton with some twenty agents that depend on one another; all of them run when it is there. */
final class Weather {
    static final List<String> CITIES = List.of("rome", "oslo", "lima", "accra", "kyoto", "quito");

    private final JsonObject agents = new JsonObject();

    private Weather() {
        agent("db", "storage").put("vital", true);
        agent("cache", "storage", "db");
        agent("geocoder", "");
        for (String city : CITIES) {
            agent("collector-" + city, "ingest", "db", "geocoder").put("restart", backOff("1s"));
        }
        agent("forecast", "models", "cache", "collector-rome", "collector-oslo");
        agent("radar", "models", "db").put("restart", new JsonObject().put("maxRestarts", 0));
        agent("alerts", "delivery", "radar");
        agent("digest", "delivery", "forecast", "alerts");
        agent("api", "delivery", "forecast", "cache");
        agent("migrate", "", "db");
        agent("report", "", "digest");
        agents.put(
                "pulse",
                new JsonObject()
                        .put("class", Stops.Polite.class.getName())
                        .put("config", new JsonObject().put("executionInterval", "100ms")));
    }

    private JsonObject agent(String name, String group, String... dependencies) {
        JsonObject agent = LiveBaton.player(name);
        if (!group.isEmpty()) {
            agent.put("group", group);
        }
        if (dependencies.length > 0) {
            agent.put("dependsOn", new JsonArray(List.of(dependencies)));
        }
        agents.put(name, agent);
        return agent;
    }

    /** Restarts that follow after {@code delay}, exactly. */
    static JsonObject backOff(String delay) {
        return new JsonObject()
                .put("initialDelay", delay)
                .put("maxDelay", delay)
                .put("jitter", 0);
    }

    /** The sections of a config. */
    static JsonObject config() {
        Weather weather = new Weather();
        return new JsonObject()
                .put("orchestrator", new JsonObject().put("name", "weather").put("maxWorkers", 30))
                .put("http", new JsonObject())
                .put("agents", weather.agents);
    }

    /** One that everybody on this machine may use. */
    static LiveBaton start() {
        return start(config());
    }

    /** @param config made of {@link #config()} */
    static LiveBaton start(JsonObject config) {
        LiveBaton baton = LiveBaton.start(config);
        return baton.awaitRunning(config.getJsonObject("agents").fieldNames().toArray(String[]::new));
    }
}
