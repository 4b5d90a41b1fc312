package dev.baton.control.dashboard;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * One file of the page.
 *
 * @param type its media type
 * @param content its bytes; not to be changed
 */
record Asset(String type, Buffer content) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    /** Reads the resource at {@code path}, which is part of the jar. */
    static Asset read(String path) throws IOException {
        try (InputStream in = Asset.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("the dashboard's file " + path + " is not in the jar: build Baton again");
            }
            return new Asset(typeOf(path), Buffer.buffer(in.readAllBytes()));
        }
    }

    private static String typeOf(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException("nobody has said which media type " + path + " is");
        }
        return type;
    }
}
