package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Procfile, a line {@code name: command line} for each process, with the conventions that foreman, honcho and overmind
 * share: {@code .env} beside it, a {@code PORT} for each process, its folder as the working directory. As there, nothing is
 * started again, and one that fails takes the others with it.
 */
public final class Procfile {
    private static final String KIND = "Procfile";
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]+):\\s*(\\S.*)");
    private static final String PORT = "PORT";
    private static final int FIRST_PORT = 5000;
    private static final int PORT_STEP = 100;
    private static final int LAST_PORT = 65_535;

    private final Beside beside;
    private final Draft draft = new Draft(KIND);

    private Procfile(Beside beside) {
        this.beside = beside;
    }

    /** Whether a file is one by its name: {@code Procfile}, {@code Procfile.dev}, {@code dev.procfile}. */
    public static boolean isNamed(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals(KIND)
                || name.startsWith(KIND + '.')
                || name.toLowerCase(Locale.ROOT).endsWith(".procfile");
    }

    /** Reads {@code text}; never throws, what is wrong is noted. */
    public static Imported read(String text, Beside beside) {
        return new Procfile(beside).read(text);
    }

    /** A line that starts something. */
    private record Entry(String name, String command, int line) {}

    private Imported read(String text) {
        List<Entry> entries = entries(text);
        Names names = new Names(entries.stream().map(Entry::name).toList());
        long first = firstPort();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String name = names.of(entry.name());
            if (!name.equals(entry.name())) {
                draft.lost(
                        Spot.inLine(entry.line()),
                        entry.name(),
                        "an agent can't be called '" + entry.name() + "', so it is called '" + name + "'");
            }
            draft.source(name, entry.name());
            draft.agent(name, agent(entry, first + (long) PORT_STEP * i), 1, Spot.inLine(entry.line()));
        }
        return draft.finished();
    }

    private List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                draft.broken(
                        Spot.inLine(number),
                        "",
                        "this line starts nothing: write a name of letters, digits, '_' and '-', a colon and a command,"
                                + " such as web: bin/serve, or make it a comment with #");
                continue;
            }
            @Nullable Integer before = lines.putIfAbsent(matcher.group(1), number);
            if (before != null) {
                draft.broken(
                        Spot.inLine(number),
                        matcher.group(1),
                        "'" + matcher.group(1) + "' is there twice, first in line " + before
                                + ": rename or remove one");
                continue;
            }
            entries.add(new Entry(matcher.group(1), matcher.group(2), number));
        }
        if (entries.isEmpty()) {
            draft.lost(Spot.NOWHERE, "", "the Procfile starts nothing: give it lines such as web: bin/serve");
        }
        return entries;
    }

    private JsonObject agent(Entry entry, long port) {
        JsonObject agent = new JsonObject().put("command", Variables.literal(entry.command()));
        if (!beside.folder().isEmpty()) {
            agent.put("workingDir", Variables.literal(beside.folder()));
        }
        if (port <= LAST_PORT) {
            agent.put("env", new JsonObject().put(PORT, Long.toString(port)));
        } else {
            draft.lost(
                    Spot.inLine(entry.line()),
                    entry.name(),
                    "no port is left for it, they end at " + LAST_PORT + ": its PORT is not set");
        }
        DotEnv dotEnv = beside.dotEnv();
        if (dotEnv != null) {
            agent.put("envFile", Variables.literal(dotEnv.path()));
        }
        return agent.put("restart", "never").put("vital", true);
    }

    /** What {@code .env} or the environment calls PORT is the first one, as with foreman. */
    private long firstPort() {
        DotEnv dotEnv = beside.dotEnv();
        String written = dotEnv == null ? null : dotEnv.variables().get(PORT);
        String port = written == null ? beside.environment().get(PORT) : written;
        if (port == null || port.isEmpty()) {
            return FIRST_PORT;
        }
        if (port.matches("[0-9]{1,5}")) {
            return Integer.parseInt(port);
        }
        draft.lost(
                Spot.NOWHERE,
                PORT,
                "PORT is set to something that is no port: it must be a number up to " + LAST_PORT
                        + ", so ports begin at " + FIRST_PORT);
        return FIRST_PORT;
    }
}
