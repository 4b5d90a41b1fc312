package dev.baton.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Walks YAML nodes once and makes of them a JSON tree and the places of its values. One per document. */
final class YamlTree {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUES = 500_000;

    private final String source;
    private final @Nullable Path file;
    private final Report report;
    private final Places places = new Places();
    private int values;

    YamlTree(String source, @Nullable Path file, Report report) {
        this.source = source;
        this.file = file;
        this.report = report;
    }

    Places places() {
        return places;
    }

    /**
     * What {@code node} means at {@code path}, which is {@code where}.
     *
     * @throws TooMuch if aliases make it grow beyond all bounds
     */
    @Nullable
    Object value(Node node, String path, Where where) {
        return value(node, path, where, 0);
    }

    private @Nullable Object value(Node node, String path, Where where, int depth) {
        values++;
        if (depth > MAX_DEPTH || values > MAX_VALUES) {
            throw new TooMuch();
        }
        if (node instanceof MappingNode mapping) {
            JsonObject object = new JsonObject();
            fill(object, mapping, path, where, depth);
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            return list(sequence.getValue(), path, where, depth);
        }
        return scalar((ScalarNode) node, path, where);
    }

    Location at(Node node) {
        Mark mark = node.getStartMark();
        return new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private void fill(JsonObject object, MappingNode mapping, String path, Where where, int depth) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(object, tuple.getValueNode(), path, where, depth + 1);
            }
        }
        Map<String, Location> own = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (keyNode.getTag().equals(Tag.MERGE)) {
                continue;
            }
            if (!(keyNode instanceof ScalarNode scalar)) {
                report.error(at(keyNode), path, "a key must be a single word, not a map or a list");
                continue;
            }
            String key = scalar.getValue();
            String inner = Places.join(path, key);
            Location first = own.putIfAbsent(key, at(keyNode));
            if (first != null) {
                report.error(
                        at(keyNode),
                        inner,
                        "'" + key + "' is there twice, first in line " + first.line() + ": rename or remove one");
            }
            places.put(inner, new Place(at(keyNode), file, isLiteral(tuple.getValueNode())));
            object.put(key, value(tuple.getValueNode(), inner, where.under(key), depth + 1));
        }
    }

    private void merge(JsonObject object, Node merged, String path, Where where, int depth) {
        if (merged instanceof MappingNode mapping) {
            values++;
            if (depth > MAX_DEPTH || values > MAX_VALUES) {
                throw new TooMuch();
            }
            fill(object, mapping, path, where, depth);
        } else if (merged instanceof SequenceNode sequence) {
            // The first of several merged maps is the strongest, so it comes last.
            List<Node> maps = sequence.getValue();
            for (int i = maps.size() - 1; i >= 0; i--) {
                merge(object, maps.get(i), path, where, depth + 1);
            }
        } else {
            report.error(at(merged), path, "'<<' must be followed by a map or a list of maps, such as <<: *defaults");
        }
    }

    private JsonArray list(List<Node> nodes, String path, Where where, int depth) {
        JsonArray array = new JsonArray();
        for (Node node : nodes) {
            String inner = Places.join(path, array.size());
            places.put(inner, new Place(at(node), file, isLiteral(node)));
            array.add(value(node, inner, where, depth + 1));
        }
        return array;
    }

    private @Nullable Object scalar(ScalarNode node, String path, Where where) {
        if (where == Where.TEXT
                && (node.getTag().equals(Tag.INT)
                        || node.getTag().equals(Tag.FLOAT)
                        || node.getTag().equals(Tag.BOOL))) {
            return node.getValue();
        }
        return Scalars.read(node)
                .map(read -> new Object[] {read.json()})
                .orElseGet(() -> {
                    report.error(
                            at(node),
                            path,
                            "the tag " + node.getTag() + " is not known here: write the value without it");
                    return new Object[] {null};
                })[0];
    }

    private boolean isLiteral(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
    }

    /** A document is too deep or too large to be meant. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super(
                    "it holds more than " + MAX_VALUES + " values or is deeper than " + MAX_DEPTH
                            + " levels, with aliases (*name) counted each time: does one contain itself?",
                    null,
                    false,
                    false);
        }
    }
}
