package dev.baton.agent;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * Whom a plugin serves: an agent or the orchestrator.
 *
 * @param name the owner's name
 * @param config the plugin's own config, empty if there is none
 * @param logger the owner's logger
 * @param vertx the Vert.x instance Baton runs on
 */
public record PluginOwner(String name, JsonObject config, AgentLogger logger, Vertx vertx) {}
