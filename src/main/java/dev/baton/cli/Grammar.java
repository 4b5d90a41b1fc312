package dev.baton.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Tells picocli what can be written after a command, and its help. By code rather than by annotations, which would be looked
 * up by reflection at each start: that is a third of the time a short command takes.
 */
final class Grammar {
    private static final int LAST = 1;
    private static final Lists FACTORY = new Lists();

    private final CommandSpec spec;
    private int order;

    /** For {@code command}, which is called when its name is written. */
    Grammar(Object command, String name, String... description) {
        spec = CommandSpec.wrapWithoutInspection(command, FACTORY).name(name).versionProvider(new Version());
        spec.usageMessage()
                .description(description)
                .sortOptions(false)
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
    }

    /** One of the arguments or options, to be asked for its value once the line has been read. */
    record Value<T>(ArgSpec argument) {
        /** What was written; null if nothing was. */
        @Nullable
        T get() {
            return argument.getValue();
        }

        /** What was written, else {@code otherwise}. */
        T or(T otherwise) {
            T value = argument.getValue();
            return value == null ? otherwise : value;
        }
    }

    /** An option without a value. */
    record Flag(OptionSpec option) {
        boolean isSet() {
            return Boolean.TRUE.equals(option.getValue());
        }
    }

    /**
     * Makes the lists that picocli puts values in. Its own factory looks for a class of Groovy first, and to find that there is
     * none takes the whole table of contents of the jar; so it is asked for what is left, which is mostly nothing. No lambda,
     * for the reason that {@link BatonCommand} has.
     */
    private static final class Lists implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == List.class
                    ? type.cast(new ArrayList<>())
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /** The command line of {@code spec}. */
    static CommandLine line(CommandSpec spec) {
        return new CommandLine(spec, FACTORY);
    }

    /** What is added while {@code common} is true stands behind the rest in the help. */
    void addCommon(boolean common) {
        order = common ? LAST : 0;
    }

    CommandSpec spec() {
        return spec;
    }

    Grammar examples(String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
        return this;
    }

    /** Each as {@code 0:done}. */
    Grammar exitCodes(String... codes) {
        Map<String, String> list = new LinkedHashMap<>();
        for (String each : codes) {
            int colon = each.indexOf(':');
            list.put(each.substring(0, colon), each.substring(colon + 1));
        }
        UsageMessageSpec usage = spec.usageMessage();
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(list);
        return this;
    }

    /** What every command has. */
    Grammar help(String... versionNames) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .order(LAST)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder(versionNames)
                .versionHelp(true)
                .order(LAST)
                .description("Print version information and exit.")
                .build());
        return this;
    }

    Flag flag(String description, String... names) {
        OptionSpec option = OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
        spec.addOption(option);
        return new Flag(option);
    }

    Value<String> text(String name, String label, String description) {
        return value(String.class, name, label, description);
    }

    /** @param shorter other names for it */
    <T> Value<T> value(Class<T> type, String name, String label, String description, String... shorter) {
        List<String> names = new ArrayList<>(List.of(shorter));
        names.add(name);
        return add(OptionSpec.builder(names.toArray(String[]::new))
                .type(type)
                .paramLabel(label)
                .description(description));
    }

    /** One that help doesn't show, because people don't need it. */
    Value<String> hidden(String name) {
        return add(OptionSpec.builder(name).type(String.class).hidden(true));
    }

    /** One that can be repeated. */
    Value<List<String>> texts(String label, String description, String... names) {
        return add(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description));
    }

    private <T> Value<T> add(OptionSpec.Builder option) {
        OptionSpec built = option.order(order).build();
        spec.addOption(built);
        return new Value<>(built);
    }

    /** As many arguments as {@code arity} says, such as {@code 1..*}. */
    <T> Value<List<T>> list(Class<T> type, String arity, String label, String description) {
        return add(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(type)
                .arity(arity)
                .required(arity.startsWith("1"))
                .paramLabel(label)
                .description(description));
    }

    /** One argument. */
    <T> Value<T> argument(Class<T> type, String arity, String label, String description) {
        return add(PositionalParamSpec.builder()
                .type(type)
                .index("0")
                .arity(arity)
                .required(arity.startsWith("1"))
                .paramLabel(label)
                .description(description));
    }

    private <T> Value<T> add(PositionalParamSpec.Builder argument) {
        PositionalParamSpec built = argument.build();
        spec.addPositional(built);
        return new Value<>(built);
    }

    /** A command of this command line. */
    interface Spoken extends Callable<Integer> {
        /** What can be written after it. */
        Grammar grammar();
    }
}
