package dev.baton.control.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contract as a page for people: made of the document, without a script. */
final class DocsPage {
    static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
            code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; }
            summary { padding: .5rem 0; cursor: pointer; }
            details { border-bottom: 1px solid; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
            """;

    private final JsonObject document;
    private final StringBuilder html = new StringBuilder(32 * 1024);

    private DocsPage(JsonObject document) {
        this.document = document;
    }

    static String of(Contract contract) {
        DocsPage page = new DocsPage(contract.document());
        page.head();
        contract.described().forEach(page::operation);
        page.schemas();
        return page.html.append("</main></body></html>\n").toString();
    }

    private void head() {
        JsonObject info = document.getJsonObject("info");
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Baton over HTTP</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<link rel=\"stylesheet\" href=\"/docs/style.css\"></head><body><main><h1>")
                .append(text(info.getString("title")))
                .append(" over HTTP</h1><p>")
                .append(text(info.getString("description")).replace("\n\n", "</p><p>"))
                .append("</p><p>This page is made of <a href=\"/openapi.yaml\">openapi.yaml</a>.</p><h2>Routes</h2>");
    }

    private void operation(Contract.Described described) {
        JsonObject operation = described.operation();
        html.append("<details id=\"")
                .append(text(operation.getString("operationId")))
                .append("\"><summary><code><strong>")
                .append(described.method())
                .append("</strong> ")
                .append(text(described.path()))
                .append("</code> – ")
                .append(text(operation.getString("summary")))
                .append("</summary><p>For: ")
                .append(text(operation.getString("x-role", "everybody")))
                .append("</p>");
        paragraph(operation.getString("description"));
        parameters(operation.getJsonArray("parameters", new JsonArray()));
        answers(operation.getJsonObject("responses"));
        html.append("</details>");
    }

    private void parameters(JsonArray references) {
        if (references.isEmpty()) {
            return;
        }
        html.append("<table><thead><tr><th>Parameter</th><th>In</th><th>Is</th><th>Meaning</th></tr></thead><tbody>");
        for (Object each : references) {
            JsonObject parameter = resolved((JsonObject) each);
            row(
                    parameter.getString("name"),
                    parameter.getString("in"),
                    parameter.getJsonObject("schema").encode(),
                    parameter.getString("description"));
        }
        html.append("</tbody></table>");
    }

    private void answers(JsonObject responses) {
        html.append("<table><thead><tr><th>Status</th><th>Meaning</th><th>Body</th></tr></thead><tbody>");
        Map<String, Object> sorted = new TreeMap<>(responses.getMap());
        for (String status : sorted.keySet()) {
            JsonObject response = resolved(responses.getJsonObject(status));
            JsonObject content = response.getJsonObject("content", new JsonObject());
            StringBuilder bodies = new StringBuilder();
            content.fieldNames()
                    .forEach(type -> bodies.append(type)
                            .append(' ')
                            .append(nameOf(content.getJsonObject(type).getJsonObject("schema"))));
            row(status, response.getString("description"), bodies.toString());
        }
        html.append("</tbody></table>");
    }

    private void schemas() {
        html.append("<h2>Bodies</h2>");
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        for (String name : schemas.fieldNames()) {
            html.append("<details id=\"")
                    .append(text(name))
                    .append("\"><summary><code>")
                    .append(text(name))
                    .append("</code></summary><pre>")
                    .append(text(schemas.getJsonObject(name).encodePrettily()))
                    .append("</pre></details>");
        }
    }

    private void paragraph(@Nullable String words) {
        if (words != null) {
            html.append("<p>").append(text(words)).append("</p>");
        }
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(text(cell)).append("</td>");
        }
        html.append("</tr>");
    }

    private JsonObject resolved(JsonObject reference) {
        String path = reference.getString("$ref");
        if (path == null) {
            return reference;
        }
        JsonObject at = document;
        for (String part : path.substring("#/".length()).split("/", -1)) {
            at = at.getJsonObject(part);
        }
        return at;
    }

    private static String nameOf(JsonObject schema) {
        String reference = schema.getString("$ref");
        return reference == null ? "" : reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
