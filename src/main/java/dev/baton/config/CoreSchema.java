package dev.baton.config;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What unquoted values mean, by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), as editors
 * read them: {@code yes} and {@code 12:30} are text, {@code 010} is ten. Merge keys ({@code <<}) are kept from 1.1.
 */
final class CoreSchema extends Resolver {
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern MERGE = Pattern.compile("<<");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
        addImplicitResolver(Tag.INT, WHOLE, "-+0123456789");
        addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
        addImplicitResolver(Tag.NULL, NOTHING, "~nN\0");
        addImplicitResolver(Tag.NULL, NOTHING, null);
        addImplicitResolver(Tag.MERGE, MERGE, "<");
    }
}
