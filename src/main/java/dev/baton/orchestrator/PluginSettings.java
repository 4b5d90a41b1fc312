package dev.baton.orchestrator;

import dev.baton.settings.Key;
import dev.baton.settings.ShortForm;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as settings name it: its class name alone, or with a config.
 *
 * @param type the name of a class that implements {@link dev.baton.agent.Plugin}, in settings {@code class}
 * @param config the plugin's own config, empty if left out
 */
public record PluginSettings(
        @Key("class") String type, @Nullable JsonObject config) {

    /** Fills in an empty config. */
    public PluginSettings {
        config = config == null ? new JsonObject() : config;
    }

    /** A plugin without config. */
    @ShortForm
    public static PluginSettings of(String type) {
        return new PluginSettings(type, null);
    }

    /** Never null. */
    @Override
    public JsonObject config() {
        return config == null ? new JsonObject() : config;
    }
}
