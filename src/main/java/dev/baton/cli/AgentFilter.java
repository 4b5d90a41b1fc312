package dev.baton.cli;

import dev.baton.command.CommandFailure;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which agents {@code ps --filter} lets through: for each key that is named, any of its values must fit. */
final class AgentFilter {
    private static final Map<String, String> FIELDS =
            Map.of("state", "lifecycle_state", "group", "group", "name", "agent_name", "node", "node");

    private final Map<String, List<Pattern>> patterns = new LinkedHashMap<>();

    private AgentFilter() {}

    /**
     * Reads {@code KEY=VALUE}.
     *
     * @throws CommandFailure 400 if one isn't that
     */
    static AgentFilter of(List<String> filters) {
        AgentFilter filter = new AgentFilter();
        for (String each : filters) {
            int equals = each.indexOf('=');
            String key = equals < 0 ? "" : each.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String field = FIELDS.get(key);
            if (field == null || equals == each.length() - 1) {
                throw CommandFailure.malformed(
                        "--filter is '" + each
                                + "' but must be state=VALUE, group=VALUE, node=VALUE or name=VALUE, such as: --filter state=RUNNING");
            }
            filter.patterns
                    .computeIfAbsent(field, ignored -> new ArrayList<>())
                    .add(glob(each.substring(equals + 1).strip(), key.equals("state")));
        }
        return filter;
    }

    /** Whether this agent is let through. */
    boolean takes(JsonObject row) {
        return patterns.entrySet().stream().allMatch(each -> {
            String value = Rows.text(row, each.getKey());
            return each.getValue().stream()
                    .anyMatch(pattern -> pattern.matcher(value).matches());
        });
    }

    private static Pattern glob(String text, boolean anyCase) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            pattern.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE : 0));
    }
}
