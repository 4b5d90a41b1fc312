package dev.baton.config;

import io.vertx.core.json.JsonObject;

/**
 * One source, read.
 *
 * @param tree what it says, empty if it could not be read
 * @param places where it says so
 */
record Source(JsonObject tree, Places places) {

    static Source empty() {
        return new Source(new JsonObject(), new Places());
    }
}
