package dev.baton.cli;

import dev.baton.protocol.ReplyLine;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON that came over HTTP, read the way the socket's is, as Vert.x would load all it has to read it. */
final class HttpBody {
    private HttpBody() {}

    /**
     * An object.
     *
     * @throws IOException if it is none
     */
    static JsonObject parse(String text) throws IOException {
        if (!text.stripLeading().startsWith("{")) {
            throw new IOException("it is no JSON object");
        }
        byte[] line = ("{\"payload\":{\"code\":0,\"data\":" + text + "}}").getBytes(StandardCharsets.UTF_8);
        return ReplyLine.read(line, 0, line.length).data();
    }
}
