package dev.baton.agent;

import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * A plugin that an agent or the orchestrator is to have.
 *
 * @param name how to call it in messages before it exists
 * @param factory makes one for each start of the owner
 * @param config handed to it with its owner
 */
public record PluginSpec(String name, Supplier<? extends Plugin> factory, JsonObject config) {

    /** A plugin made by {@code factory}, without config. */
    public static PluginSpec of(String name, Supplier<? extends Plugin> factory) {
        return new PluginSpec(name, factory, new JsonObject());
    }

    /** A plugin of {@code type}, named after it. */
    public static PluginSpec of(PluginClass type, JsonObject config) {
        return new PluginSpec(type.simpleName(), type, config);
    }
}
