package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds answers to {@code openapi.yaml}. */
final class Document {
    static final Document CONTRACT = new Document(Contract.load());

    private final Contract contract;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private Document(Contract contract) {
        this.contract = contract;
    }

    List<Contract.Described> operations() {
        return contract.described();
    }

    Contract.Described operation(String id) {
        return operations().stream()
                .filter(each -> each.operation().getString("operationId").equals(id))
                .findFirst()
                .orElseThrow();
    }

    Set<String> statuses(String operation) {
        return operation(operation).operation().getJsonObject("responses").fieldNames();
    }

    /** Fails unless the contract knows this answer to {@code operation}: its status, its type, and its body. */
    void check(String operation, HttpResponse<String> response) {
        String status = String.valueOf(response.statusCode());
        JsonObject responses = operation(operation).operation().getJsonObject("responses");
        assertThat(responses.fieldNames())
                .as("%s: %s", operation, response.body())
                .contains(status);
        JsonObject answer = responses.getJsonObject(status);
        String reference = answer.getString("$ref");
        if (reference != null) {
            answer = contract.document()
                    .getJsonObject("components")
                    .getJsonObject("responses")
                    .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
        }
        JsonObject content = answer.getJsonObject("content");
        if (content == null) {
            assertThat(response.body()).isEmpty();
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        assertThat(content.fieldNames()).as("%s %s", operation, status).contains(type);
        if (type.endsWith("json")) {
            checkBody(content.getJsonObject(type).getJsonObject("schema").getString("$ref"), response.body());
        }
    }

    /** @param reference such as {@code #/components/schemas/Event} */
    void checkBody(String reference, String json) {
        assertThat(schemas.computeIfAbsent(reference, this::schema).validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }

    private JsonSchema schema(String reference) {
        JsonObject whole = new JsonObject()
                .put("$ref", reference)
                .put("components", contract.document().getJsonObject("components"));
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new ObjectMapper().readTree(whole.encode()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request to each operation that does what it is for. */
    static Map<String, String> samples() {
        Map<String, String> paths = CONTRACT.operations().stream()
                .collect(Collectors.toMap(
                        each -> each.operation().getString("operationId"),
                        each -> each.path().replace("{name}", "db")));
        paths.put("eventStream", "/api/events/stream?last=1");
        return paths;
    }
}
