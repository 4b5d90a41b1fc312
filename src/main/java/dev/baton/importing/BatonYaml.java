package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of a file as a config file of Baton: what could not be carried over stands as a comment where it belongs, and
 * so do agents that were left out.
 */
public final class BatonYaml {
    private static final int WIDTH = 110;
    private static final String INDENT = "  ";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Imported imported;
    private final YamlValues values = new YamlValues();
    private final StringBuilder text = new StringBuilder();
    private final Set<Note> told = new LinkedHashSet<>();

    private BatonYaml(Imported imported) {
        this.imported = imported;
    }

    /**
     * The text of the config file.
     *
     * @param source what the file was called that was read
     */
    public static String of(Imported imported, String source) {
        return new BatonYaml(imported).write(source);
    }

    private String write(String source) {
        comment("", "Made of the " + imported.kind() + " " + source + " by baton import.");
        comment(
                "",
                imported.notes().isEmpty()
                        ? "Everything could be carried over."
                        : "What could not be carried over is told in comments that begin with TODO.");
        imported.notes().stream().filter(note -> ownerOf(note).isEmpty()).forEach(note -> tell("", note));
        imported.config().fieldNames().stream()
                .filter(key -> !key.equals("agents"))
                .forEach(key -> {
                    text.append('\n');
                    put("", "", key, imported.config().getValue(key));
                });
        text.append("\nagents:");
        JsonObject agents = imported.config().getJsonObject("agents");
        text.append(agents.isEmpty() ? " {}\n" : "\n");
        all(agents).forEach(name -> {
            text.append(imported.leftOut().containsKey(name) || text.charAt(text.length() - 2) != ':' ? "\n" : "");
            agent(name, agents);
        });
        return text.toString();
    }

    /** Those that were left out after the others. */
    private Collection<String> all(JsonObject agents) {
        Set<String> names = new LinkedHashSet<>(agents.fieldNames());
        names.addAll(imported.leftOut().keySet());
        return names;
    }

    private void agent(String name, JsonObject agents) {
        String description = imported.descriptions().get(name);
        if (description != null) {
            comment(INDENT, description);
        }
        imported.notes().stream()
                .filter(note -> ownerOf(note).equals(imported.sources().get(name)) && told.add(note))
                .forEach(note -> tell(INDENT, note));
        @Nullable Object leftOut = imported.leftOut().get(name);
        if (leftOut == null) {
            put(INDENT, "", name, agents.getValue(name));
        } else {
            put(INDENT, "# ", name, leftOut);
        }
    }

    private void tell(String indent, Note note) {
        String where = (note.spot().line() == 0 ? "" : "line " + note.spot().line() + ", ")
                + (note.path().isEmpty() ? "" : note.path() + ": ");
        comment(indent, "TODO " + where + note.message());
    }

    /** The path of the process that {@code note} is about, empty if it is about the whole. */
    private String ownerOf(Note note) {
        return imported.sources().values().stream()
                .filter(path -> note.path().equals(path) || note.path().startsWith(path + '.'))
                .reduce("", (one, other) -> other.length() > one.length() ? other : one);
    }

    private void put(String indent, String mark, String key, @Nullable Object value) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(key, plain(value));
        values.write(one)
                .lines()
                .forEach(line -> text.append(indent).append(mark).append(line).append('\n'));
    }

    private void comment(String indent, String words) {
        StringBuilder line = new StringBuilder();
        for (String word : BLANKS.split(words.strip(), -1)) {
            if (line.length() > 0 && indent.length() + 3 + line.length() + word.length() > WIDTH) {
                text.append(indent).append("# ").append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        text.append(indent).append("# ").append(line).append('\n');
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.fieldNames().forEach(key -> map.put(key, plain(object.getValue(key))));
            return map;
        }
        if (value instanceof JsonArray array) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                list.add(plain(array.getValue(i)));
            }
            return list;
        }
        return value;
    }
}
