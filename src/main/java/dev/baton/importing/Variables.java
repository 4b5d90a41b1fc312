package dev.baton.importing;

import dev.baton.settings.Braces;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites <code>${VAR}</code> as process-compose reads it into what Baton reads: a variable that isn't set is empty there and
 * an error here; <code>$$</code> is a dollar there; what {@code .env} sets comes before the environment there.
 */
final class Variables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DEFAULT = Pattern.compile(":?[-=](.*)", Pattern.DOTALL);

    private final Beside beside;
    private final boolean expanded;
    private final Consumer<String> trouble;

    /**
     * @param expanded whether the file has its variables expanded at all
     * @param trouble told what is wrong
     */
    Variables(Beside beside, boolean expanded, Consumer<String> trouble) {
        this.beside = beside;
        this.expanded = expanded;
        this.trouble = trouble;
    }

    /** {@code text} so that Baton reads just that. */
    static String literal(String text) {
        return text.replace("${", "$${");
    }

    /** Rewrites text that no shell will see. */
    String plain(String text) {
        return rewrite(text, false);
    }

    /** Rewrites a command line: what only a shell understands is left to it. */
    String forShell(String text) {
        return rewrite(text, true);
    }

    private String rewrite(String text, boolean shell) {
        if (!expanded) {
            return literal(text);
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.startsWith("${", at) ? Braces.end(text, at) : -1;
            if (text.startsWith("$$", at)) {
                result.append(text.startsWith("{", at + 2) ? "$$" : "$");
                at += 2;
            } else if (end > 0) {
                append(result, expression(text.substring(at + 2, end), shell));
                at = end + 1;
            } else if (text.startsWith("${", at)) {
                result.append("$${");
                at += 2;
            } else {
                result.append(text.charAt(at++));
            }
        }
        return result.toString();
    }

    /** Baton has no way to write a dollar right before an expression: two dollars make text of it. */
    private void append(StringBuilder result, String expression) {
        if (expression.startsWith("${") && !result.isEmpty() && result.charAt(result.length() - 1) == '$') {
            trouble.accept("a dollar right before " + expression
                    + " can't be written here: set a variable with both before Baton is started, and name that");
        }
        result.append(expression);
    }

    private String expression(String inside, boolean shell) {
        Matcher name = NAME.matcher(inside);
        if (name.lookingAt()) {
            Optional<String> ofFile = ofDotEnv(name.group());
            Matcher rest = DEFAULT.matcher(inside.substring(name.end()));
            if (name.end() == inside.length() || rest.matches()) {
                String other = name.end() == inside.length() ? "" : rewrite(rest.group(1), shell);
                boolean emptyCounts = !inside.startsWith(":", name.end());
                return ofFile.filter(value -> emptyCounts || !value.isEmpty())
                        .orElseGet(() -> "${" + name.group() + ":-" + other + '}');
            }
        }
        if (!shell) {
            trouble.accept("${" + inside + "} is more than Baton can expand, which knows ${VAR} and ${VAR:-default}:"
                    + " write the value, or set a variable before Baton is started");
        }
        return "$${" + inside + '}';
    }

    private Optional<String> ofDotEnv(String name) {
        DotEnv dotEnv = beside.dotEnv();
        if (dotEnv == null || !dotEnv.variables().containsKey(name)) {
            return Optional.empty();
        }
        if (beside.kept()) {
            trouble.accept("${" + name + "} comes from " + dotEnv.path()
                    + ", which Baton gives to agents but doesn't use in a config: export " + name
                    + " before Baton is started");
            return Optional.empty();
        }
        return Optional.ofNullable(dotEnv.variables().get(name)).map(Variables::literal);
    }
}
