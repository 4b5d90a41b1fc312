package dev.baton.importing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env} that these tools read without being told to.
 *
 * @param path as it is to be named in a config
 * @param variables what it sets, as far as that is plain; not to be shown to anybody
 */
public record DotEnv(String path, Map<String, String> variables) {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");

    /** Copies the map. */
    public DotEnv {
        Objects.requireNonNull(path, "path");
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** One with this text; lines that set nothing are passed over. */
    public static DotEnv of(String path, String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                variables.put(matcher.group(1), value(matcher.group(2).strip()));
            }
        });
        return new DotEnv(path, variables);
    }

    private static String value(String written) {
        for (String quote : new String[] {"\"", "'"}) {
            int end = written.lastIndexOf(quote);
            if (written.startsWith(quote) && end > 0) {
                return written.substring(1, end);
            }
        }
        int comment = written.indexOf(" #");
        return comment < 0 ? written : written.substring(0, comment).strip();
    }

    @Override
    public String toString() {
        return path;
    }
}
