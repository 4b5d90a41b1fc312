package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code routes.json} is {@code openapi.yaml} without what only people and tests read. After a change of the document this test
 * fails, and leaves what the file has to be in {@code target/routes.json}.
 */
class RoutesTest {
    private static final String PARAMETERS = "#/components/parameters/";

    @Test
    void areThoseOfTheDocument() throws IOException {
        JsonObject expected = routes(Contract.load().document());
        Path renewed = Path.of("target", "routes.json");
        Files.writeString(renewed, expected.encodePrettily() + "\n");

        try (InputStream in = Contract.class.getResourceAsStream("routes.json")) {
            assertThat(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .as("the document has changed: copy %s to the resources of this package", renewed)
                    .isEqualTo(expected);
        }
    }

    private static JsonObject routes(JsonObject document) {
        JsonObject paths = new JsonObject();
        for (String path : document.getJsonObject("paths").fieldNames()) {
            JsonObject methods = new JsonObject();
            document.getJsonObject("paths")
                    .getJsonObject(path)
                    .forEach(each -> methods.put(each.getKey(), operation(document, (JsonObject) each.getValue())));
            paths.put(path, methods);
        }
        return new JsonObject().put("openapi", document.getString("openapi")).put("paths", paths);
    }

    private static JsonObject operation(JsonObject document, JsonObject full) {
        JsonArray parameters = new JsonArray();
        for (Object each : full.getJsonArray("parameters", new JsonArray())) {
            String name = ((JsonObject) each).getString("$ref").substring(PARAMETERS.length());
            parameters.add(document.getJsonObject("components")
                    .getJsonObject("parameters")
                    .getJsonObject(name)
                    .copy());
        }
        return new JsonObject()
                .put("operationId", full.getString("operationId"))
                .put("parameters", parameters)
                .put(
                        "responses",
                        new JsonObject().put("default", new JsonObject().put("description", "see openapi.yaml")));
    }
}
