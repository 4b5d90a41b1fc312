package dev.baton.protocol;

import dev.baton.command.CommandFailure;
import io.vertx.core.json.JsonObject;

/**
 * What a server says to a request.
 *
 * @param code 0, or what went wrong, after the codes of HTTP
 * @param data the answer; empty when something went wrong
 * @param error what went wrong, in a sentence; empty when nothing did
 * @param requestId that of the request; empty when the server couldn't read it
 * @param protocolVersion the server's
 */
public record Reply(int code, JsonObject data, String error, String requestId, String protocolVersion) {

    /** Whether the command was carried out. */
    public boolean isSuccess() {
        return code == 0;
    }

    /** The answer; throws what went wrong. */
    public JsonObject orThrow() {
        if (!isSuccess()) {
            throw CommandFailure.told(code, error);
        }
        return data;
    }
}
