package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
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
 * {@code openapi.yaml}: the routes there are and the parameters that pass. Safe to use from any thread.
 *
 * <p>Routes and requests need the parameters only, so the router is given the document without its answers; that part of it is
 * in {@code routes.json}, as reading YAML would take longer than all the rest. That both are alike, that it is a valid
 * document, and that answers are as it says, is for tests: checking it at each start would cost more than everything else.
 */
final class Contract {
    private static final String RESOURCE = "openapi.yaml";
    private static final String ROUTES = "routes.json";

    private final OpenAPIContract routes;
    private final Map<String, ParameterRules> rules = new HashMap<>();

    private Contract(JsonObject routes) {
        SchemaRepository schemas = SchemaRepository.create(new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("app://")
                .setOutputFormat(OutputFormat.Flag));
        this.routes = new OpenAPIContractImpl(routes, OpenAPIVersion.V3_1, schemas);
        for (Operation operation : this.routes.operations()) {
            rules.put(operation.getOperationId(), new ParameterRules(operation.getParameters(), schemas));
        }
    }

    /** The one of this process; read by whoever is first to ask, on a thread that may block. */
    static Contract shared() {
        return Holder.CONTRACT;
    }

    /** Read when first used, and once. */
    private static final class Holder {
        static final Contract CONTRACT = load();
    }

    /** Reads the routes; blocks. */
    static Contract load() {
        String text = new String(resource(ROUTES), StandardCharsets.UTF_8);
        return new Contract(
                new JsonObject(JacksonCodec.<Map<String, Object>>fromParser(JacksonCodec.createParser(text), map())));
    }

    @SuppressWarnings("unchecked")
    private static Class<Map<String, Object>> map() {
        return (Class<Map<String, Object>>) (Class<?>) Map.class;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Contract.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from Baton's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document as it is served; blocks. */
    Buffer text() {
        return Buffer.buffer(resource(RESOURCE));
    }

    /** All of the document; not to be changed. Blocks when it is first asked for: whoever serves requests doesn't need it. */
    JsonObject document() {
        return Whole.DOCUMENT;
    }

    /** Read when first used, and once. */
    private static final class Whole {
        static final JsonObject DOCUMENT = read(resource(RESOURCE));

        private static JsonObject read(byte[] text) {
            Map<String, Object> map =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(text, StandardCharsets.UTF_8));
            return new JsonObject(map);
        }
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

    /** The operations in the order of the document: path, method in capitals, and what is said of it. */
    List<Described> described() {
        return document().getJsonObject("paths").stream()
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
