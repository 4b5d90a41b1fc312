package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.impl.OpenAPIContractImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code openapi.yaml}: the routes there are and the parameters that pass. Immutable once loaded.
 *
 * <p>Routes and requests need the parameters only, so the router is given the document without its answers. That it is a valid
 * document, and that answers are as it says, is for tests: checking it at each start would cost more than everything else.
 */
final class Contract {
    private static final String RESOURCE = "openapi.yaml";
    private static final String PARAMETERS = "#/components/parameters/";

    private final Buffer text;
    private final JsonObject document;
    private final OpenAPIContract routes;
    private final Map<String, ParameterRules> rules = new HashMap<>();

    private Contract(byte[] text) {
        this.text = Buffer.buffer(text);
        this.document = read(text);
        SchemaRepository schemas = SchemaRepository.create(new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("app://")
                .setOutputFormat(OutputFormat.Flag));
        this.routes = new OpenAPIContractImpl(withoutAnswers(document), OpenAPIVersion.V3_1, schemas);
        for (Operation operation : routes.operations()) {
            rules.put(operation.getOperationId(), new ParameterRules(operation.getParameters(), schemas));
        }
    }

    /** Reads the document, on a thread that may block. */
    static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from Baton's jar");
            }
            return new Contract(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is served. */
    Buffer text() {
        return text;
    }

    /** All of it; not to be changed. */
    JsonObject document() {
        return document;
    }

    OpenAPIContract routes() {
        return routes;
    }

    ParameterRules rules(String operation) {
        ParameterRules found = rules.get(operation);
        if (found == null) {
            throw new IllegalArgumentException("there is no operation " + operation + " in " + RESOURCE);
        }
        return found;
    }

    /** The methods that {@code path} takes, as the header Allow has them. */
    String methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Operation operation : routes.operations()) {
            if (path.matches(operation.getOpenAPIPath().replaceAll("\\{[^}]*}", "[^/]+"))) {
                methods.add(operation.getHttpMethod().name());
            }
        }
        return methods.isEmpty() ? "GET" : String.join(", ", methods);
    }

    private static JsonObject read(byte[] text) {
        Map<String, Object> map =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(text, StandardCharsets.UTF_8));
        return new JsonObject(map);
    }

    private static JsonObject withoutAnswers(JsonObject document) {
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
                        new JsonObject().put("default", new JsonObject().put("description", "see " + RESOURCE)));
    }

    /** The operations in the order of the document: path, method in capitals, and what is said of it. */
    List<Described> described() {
        return document.getJsonObject("paths").stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .stream()
                                .map(each -> new Described(
                                        path.getKey(), each.getKey().toUpperCase(Locale.ROOT), (JsonObject)
                                                each.getValue())))
                .toList();
    }

    /** One operation for people to read. */
    record Described(String path, String method, JsonObject operation) {}
}
