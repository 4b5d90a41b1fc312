package dev.baton.control.http;

import dev.baton.command.CommandFailure;
import dev.baton.settings.RecordMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request to the parameters of one operation, by their schemas. The library's own check does the same on a worker
 * thread, decodes twice, and lets unknown parameters pass; here it is done on the spot, with the sentence for people.
 */
final class ParameterRules {
    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
    private final Map<String, Rule> query = new LinkedHashMap<>();
    private final List<Rule> others = new ArrayList<>();

    ParameterRules(List<Parameter> parameters, SchemaRepository schemas) {
        for (Parameter parameter : parameters) {
            Rule rule = new Rule(
                    parameter.getName(),
                    parameter.getIn(),
                    parameter.getSchemaType(),
                    parameter.getOpenAPIModel().getJsonObject("schema"),
                    schemas.validator(parameter.getSchema()));
            if (parameter.getIn() == Location.QUERY) {
                query.put(rule.name, rule);
            } else {
                others.add(rule);
            }
        }
    }

    private record Rule(String name, Location in, SchemaType type, JsonObject schema, Validator validator) {}

    /** The values; throws 400 with what is wrong. */
    Asked check(RoutingContext request) {
        Map<String, Object> values = new HashMap<>();
        if (request.request().query() != null) {
            checkQuery(request.queryParams(), values);
        }
        for (Rule rule : others) {
            String value = rule.in == Location.PATH
                    ? request.pathParam(rule.name)
                    : request.request().getHeader(rule.name);
            if (value != null) {
                values.put(rule.name, value(rule, List.of(value)));
            }
        }
        return new Asked(values);
    }

    private void checkQuery(MultiMap given, Map<String, Object> values) {
        for (String name : given.names()) {
            Rule rule = query.get(name);
            if (rule == null) {
                throw unknown(name);
            }
            values.put(name, value(rule, given.getAll(name)));
        }
    }

    private static Object value(Rule rule, List<String> texts) {
        texts.forEach(text -> requireNoLineBreakAtTheEnd(rule, text));
        if (rule.type == SchemaType.ARRAY) {
            return checked(rule, new JsonArray(new ArrayList<>(texts)), String.join(", ", texts));
        }
        if (texts.size() > 1) {
            throw CommandFailure.malformed(
                    rule.name + " is given " + texts.size() + " times; it must be given once at most");
        }
        String text = texts.get(0);
        return checked(rule, typed(rule.type, text), text);
    }

    /** To a pattern of Java's a line break at the very end is no part of the text; to one of the contract it is. */
    private static void requireNoLineBreakAtTheEnd(Rule rule, String text) {
        boolean hasPattern = rule.schema.getJsonObject("items", rule.schema).containsKey("pattern");
        if (hasPattern && !text.isEmpty() && LINE_BREAKS.indexOf(text.charAt(text.length() - 1)) >= 0) {
            throw refusal(rule, text);
        }
    }

    private static Object checked(Rule rule, Object value, String shown) {
        if (!Boolean.TRUE.equals(rule.validator.validate(value).getValid())) {
            throw refusal(rule, shown);
        }
        return value;
    }

    private static CommandFailure refusal(Rule rule, String shown) {
        return CommandFailure.malformed(
                rule.name + " is '" + Shown.text(shown) + "'; it must be " + inWords(rule.type, rule.schema));
    }

    private static Object typed(SchemaType type, String text) {
        if (type == SchemaType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        if (type == SchemaType.INTEGER && text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        return text;
    }

    private static String inWords(SchemaType type, JsonObject schema) {
        @Nullable String words = schema.getString("x-rule");
        if (words != null) {
            return words;
        }
        return switch (type) {
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number from " + schema.getValue("minimum") + " to " + schema.getValue("maximum");
            default -> "from 1 to " + schema.getValue("maxLength") + " characters long";
        };
    }

    private CommandFailure unknown(String name) {
        String advice = RecordMapper.nearest(name, query.keySet())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(
                        query.isEmpty()
                                ? "; there is none at all"
                                : "; there are " + String.join(", ", query.keySet()));
        return CommandFailure.malformed("there is no parameter '" + Shown.text(name) + "' here" + advice);
    }
}
