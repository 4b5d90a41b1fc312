package dev.baton.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads text as YAML or JSON and says what is broken in it. */
final class YamlText {
    private YamlText() {}

    /** A file's content. Never throws; what is wrong is reported. */
    static Source file(Path file, String text, Report report) {
        String name = file.toString();
        boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        if (json && !isJson(name, text, report)) {
            return Source.empty();
        }
        // Between JSON's tokens a tab is as good as a space; YAML's parser doesn't think so.
        int before = report.size();
        @Nullable Node root = compose(name, json ? text.replace('\t', ' ') : text, report);
        if (root == null) {
            if (report.size() == before) {
                report.warning(Location.of(name), "", "the file is empty: everything has its default");
            }
            return Source.empty();
        }
        YamlTree tree = new YamlTree(name, file, report);
        try {
            @Nullable Object value = tree.value(root, "", Where.TOP);
            if (value instanceof JsonObject object) {
                return new Source(object, tree.places());
            }
            if (value != null) {
                report.critical(
                        tree.at(root),
                        "a config file is a map with the keys orchestrator, http, metrics, cluster, groups and agents, but this is "
                                + (value instanceof String ? "text" : value instanceof Number ? "a number" : "a list"));
            }
        } catch (YamlTree.TooMuch e) {
            report.critical(Location.of(name), String.valueOf(e.getMessage()));
        }
        return Source.empty();
    }

    /** A value given on one line, such as {@code 5}, {@code text} or {@code [a, b]}; empty if it was reported broken. */
    static Optional<Scalars.Value> value(String source, String path, Where where, String text, Report report) {
        Report inner = new Report();
        YamlTree tree = new YamlTree(source, null, inner);
        @Nullable Object value = null;
        try {
            @Nullable Node root = compose(source, text, inner);
            value = root == null ? null : tree.value(root, path, where);
        } catch (YamlTree.TooMuch e) {
            inner.critical(Location.of(source), String.valueOf(e.getMessage()));
        }
        if (inner.isEmpty()) {
            return Optional.of(new Scalars.Value(value));
        }
        report.error(
                Location.of(source),
                path,
                "the value can't be read (" + inner.all().get(0).finding().message()
                        + "): put text with special characters in quotes");
        return Optional.empty();
    }

    private static @Nullable Node compose(String source, String text, Report report) {
        LoaderOptions options = new LoaderOptions();
        ParserImpl parser = new ParserImpl(new StreamReader(new StringReader(text)), options);
        try {
            return new Composer(parser, new CoreSchema(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            report.critical(at(source, e), BrokenYaml.explain(e));
        } catch (YAMLException e) {
            report.critical(Location.of(source), "broken YAML: " + BrokenYaml.firstLine(e));
        } catch (RuntimeException e) {
            report.critical(Location.of(source), "broken YAML: the parser failed with " + e);
        }
        return null;
    }

    private static Location at(String source, MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? Location.of(source)
                : new Location(
                        source,
                        e.getProblemMark().getLine() + 1,
                        e.getProblemMark().getColumn() + 1);
    }

    private static boolean isJson(String source, String text, Report report) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return true;
        } catch (JsonProcessingException e) {
            Location location = e.getLocation() == null
                    ? Location.of(source)
                    : new Location(
                            source, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            report.critical(
                    location,
                    "broken JSON: " + BrokenYaml.firstLine(e) + ": check the commas, quotes and braces around here");
        } catch (IOException e) {
            report.critical(Location.of(source), "can't be read: " + e);
        }
        return false;
    }
}
