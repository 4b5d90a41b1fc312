package dev.baton.rehearsal;

import io.vertx.core.json.JsonObject;

/**
 * An event that an agent has emitted.
 *
 * @param name its name
 * @param data what came with it; of the member of a pool also {@code member}, its name
 */
public record Emitted(String name, JsonObject data) {}
