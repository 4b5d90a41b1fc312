package dev.baton.protocol;

import dev.baton.command.CommandFailure;
import dev.baton.settings.Durations;
import dev.baton.settings.RecordMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in {@code args}: names, and at most one object with options. Every mistake is a 400 that names the argument. */
final class Arguments {
    private static final int LONGEST_SHOWN = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String command;
    private final List<String> names;
    private final Map<?, ?> options;

    private Arguments(String command, List<String> names, Map<?, ?> options) {
        this.command = command;
        this.names = names;
        this.options = options;
    }

    static Arguments of(String command, List<?> args, Set<String> knownOptions) {
        List<String> names = new ArrayList<>();
        Map<?, ?> options = null;
        for (int i = 0; i < args.size(); i++) {
            Object arg = args.get(i);
            if (arg instanceof String name && !name.isBlank()) {
                names.add(name);
            } else if (arg instanceof Map<?, ?> map && options == null) {
                options = map;
            } else {
                throw CommandFailure.malformed(refusal(command, i, arg));
            }
        }
        Arguments arguments = new Arguments(command, names, options == null ? Map.of() : options);
        arguments.refuseUnknown(knownOptions);
        return arguments;
    }

    private static String refusal(String command, int index, @Nullable Object arg) {
        String where = "args[" + index + "] of " + command;
        return arg instanceof Map
                ? where + " is a second object; put all options into one"
                : where + " is " + shown(arg) + "; it must be a name, or an object with options";
    }

    private void refuseUnknown(Set<String> known) {
        for (Object key : options.keySet()) {
            String option = String.valueOf(key);
            if (!known.contains(option)) {
                throw CommandFailure.malformed(command + " has no option " + shown(option) + advice(option, known));
            }
        }
    }

    private static String advice(String option, Set<String> known) {
        if (known.isEmpty()) {
            return "; it has none at all";
        }
        if (known.size() == 1) {
            return "; it has only " + known.iterator().next();
        }
        Optional<String> nearest = RecordMapper.nearest(option, known);
        return nearest.map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; there are " + String.join(", ", known));
    }

    List<String> names() {
        return names;
    }

    /** For commands that are about no agent. */
    Arguments withoutNames() {
        if (!names.isEmpty()) {
            throw CommandFailure.malformed(
                    command + " takes no names, but " + shown(names.get(0)) + " was given: leave it out");
        }
        return this;
    }

    boolean flag(String option, boolean preset) {
        Object value = options.get(option);
        if (value == null) {
            return preset;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(option, value, "true or false");
    }

    @Nullable
    String text(String option) {
        Object value = options.get(option);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(option, value, "a string");
    }

    boolean isText(String option) {
        return options.get(option) instanceof String;
    }

    int count(String option, int preset) {
        Long value = whole(option, Integer.MAX_VALUE);
        return value == null ? preset : value.intValue();
    }

    @Nullable
    Long number(String option) {
        return whole(option, Long.MAX_VALUE);
    }

    private @Nullable Long whole(String option, long most) {
        Object value = options.get(option);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (number >= 0 && number <= most) {
                return number;
            }
        }
        throw wrong(option, value, "a whole number from 0 to " + most);
    }

    @Nullable
    Duration duration(String option) {
        Object value = options.get(option);
        try {
            if (value == null) {
                return null;
            }
            if (value instanceof String text) {
                return Durations.parse(text);
            }
            if (value instanceof Number seconds) {
                return Durations.ofSeconds(seconds);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option, value, "a number of seconds, or a duration such as \"5m\"");
        }
        throw wrong(option, value, "a number of seconds, or a duration such as \"5m\"");
    }

    private CommandFailure wrong(String option, @Nullable Object value, String rule) {
        return CommandFailure.malformed(option + " of " + command + " is " + shown(value) + "; it must be " + rule);
    }

    /** {@code value} as a message quotes it: short and on one line. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "missing or null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        String text = CONTROL.matcher(value.toString()).replaceAll("·");
        String cut = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return value instanceof String ? '"' + cut + '"' : cut;
    }
}
