package dev.baton.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes values so that they mean the same in YAML 1.1 and 1.2: text that could be taken for anything else is in quotes. */
final class YamlValues {
    private static final Pattern PLAIN = Pattern.compile(
            "(\\.{0,2}/|\\.|--?)?[A-Za-z_][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*|[1-9][0-9]*(s|d|MB)|\\.");
    private static final Pattern WORDS_OF_YAML =
            Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

    private static final int LONG = 90;

    private final Yaml yaml;

    YamlValues() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.AUTO);
        options.setSplitLines(false);
        options.setWidth(120);
        yaml = new Yaml(new Quoting(options), options);
    }

    String write(Map<String, @Nullable Object> map) {
        return yaml.dump(map);
    }

    private static final class Quoting extends Representer {
        Quoting(DumperOptions options) {
            super(options);
            representers.put(String.class, data -> text(String.valueOf(data)));
        }

        @Override
        protected Node representSequence(Tag tag, Iterable<?> sequence, FlowStyle style) {
            SequenceNode node = (SequenceNode) super.representSequence(tag, sequence, style);
            node.setFlowStyle(styleFor(node.getValue()));
            return node;
        }

        @Override
        protected Node representMapping(Tag tag, Map<?, ?> mapping, FlowStyle style) {
            MappingNode node = (MappingNode) super.representMapping(tag, mapping, style);
            List<Node> all = new ArrayList<>();
            node.getValue().forEach(each -> {
                all.add(each.getKeyNode());
                all.add(each.getValueNode());
            });
            node.setFlowStyle(styleFor(all));
            return node;
        }

        /** On one line if it fits there. */
        private static FlowStyle styleFor(List<Node> nodes) {
            int length = 0;
            for (Node node : nodes) {
                length += node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.LITERAL
                        ? scalar.getValue().length() + 4
                        : LONG;
            }
            return length < LONG ? FlowStyle.FLOW : FlowStyle.BLOCK;
        }

        private Node text(String value) {
            boolean plain = PLAIN.matcher(value).matches()
                    && !WORDS_OF_YAML.matcher(value).matches();
            ScalarStyle style = plain
                    ? ScalarStyle.PLAIN
                    : value.contains("\n")
                            ? ScalarStyle.LITERAL
                            : value.matches("[^']*[\"\\\\][^']*")
                                    ? ScalarStyle.SINGLE_QUOTED
                                    : ScalarStyle.DOUBLE_QUOTED;
            return representScalar(Tag.STR, value, style);
        }
    }
}
