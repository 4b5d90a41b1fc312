package dev.baton.config;

import dev.baton.settings.Braces;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands <code>${VAR}</code> and <code>${VAR:-default}</code> in one text; a default may hold expressions too and is
 * also used for a variable that is empty. <code>$${</code> stands for <code>${</code>.
 */
final class Expression {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MAX_DEPTH = 20;

    private final Map<String, String> environment;
    private final Consumer<String> used;

    /** @param used told the name of each variable that was read */
    Expression(Map<String, String> environment, Consumer<String> used) {
        this.environment = environment;
        this.used = used;
    }

    /** Whether {@code text} is one expression and nothing else. */
    static boolean isWhole(String text) {
        return text.startsWith("${") && Braces.end(text, 0) == text.length() - 1;
    }

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    String expand(String text) {
        return expand(text, 0);
    }

    private String expand(String text, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("defaults in defaults go deeper than " + MAX_DEPTH + " levels");
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                result.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = Braces.end(text, at);
                if (end < 0) {
                    throw new IllegalArgumentException("'${' has no '}': close it, or write $${ for the text ${");
                }
                result.append(value(text.substring(at + 2, end), depth));
                at = end + 1;
            } else {
                result.append(text.charAt(at));
                at++;
            }
        }
        return result.toString();
    }

    private String value(String expression, int depth) {
        Matcher matcher = NAME.matcher(expression);
        if (!matcher.lookingAt() || !isNameOrDefault(expression.substring(matcher.end()))) {
            throw new IllegalArgumentException(
                    "only ${VAR} and ${VAR:-default} can be expanded: mend it, or write $${ for the text ${");
        }
        String name = matcher.group();
        String rest = expression.substring(matcher.end());
        String value = environment.get(name);
        if (value != null && (rest.isEmpty() || !value.isEmpty())) {
            used.accept(name);
            return value;
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name
                    + " is not set: set it, or give a default, ${" + name + ":-value}");
        }
        return expand(rest.substring(2), depth + 1);
    }

    private static boolean isNameOrDefault(String rest) {
        return rest.isEmpty() || rest.startsWith(":-");
    }
}
