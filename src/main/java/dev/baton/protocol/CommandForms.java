package dev.baton.protocol;

import dev.baton.command.Command;
import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import dev.baton.lifecycle.Verb;
import dev.baton.settings.Durations;
import dev.baton.settings.RecordMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How each command is written as {@code args}, and read from them. */
final class CommandForms {
    private static final String FOLLOW = "follow";
    private static final String NODE = "node";
    private static final String AFTER_SEQ = "after_seq";

    private static final Map<String, Form> FORMS = forms();
    private static final Map<Class<?>, BiConsumer<Command<?>, Written>> WRITERS = writers();

    private CommandForms() {}

    /**
     * How one command is read.
     *
     * @param options which it has
     * @param reader makes it
     */
    private record Form(Set<String> options, Function<Arguments, Command<?>> reader) {}

    /** What is written: names, and options that differ from what holds without them. */
    private record Written(List<String> names, Map<String, Object> options) {}

    static Request read(String requestId, String command, List<?> args) {
        Form form = FORMS.get(command);
        if (form == null) {
            throw unknown(command);
        }
        Arguments arguments = Arguments.of(command, args, form.options());
        return new Request(requestId, form.reader().apply(arguments), arguments.flag(FOLLOW, false));
    }

    static List<Object> arguments(Request request) {
        Written written = new Written(new ArrayList<>(), new LinkedHashMap<>());
        BiConsumer<Command<?>, Written> writer = WRITERS.get(request.command().getClass());
        if (writer != null) {
            writer.accept(request.command(), written);
        }
        put(written, NODE, request.command().node());
        if (request.follow()) {
            written.options().put(FOLLOW, true);
        }
        List<Object> args = new ArrayList<>(written.names());
        if (!written.options().isEmpty()) {
            args.add(written.options());
        }
        return args;
    }

    private static CommandFailure unknown(String command) {
        String advice = RecordMapper.nearest(command, CommandCatalogue.all().keySet())
                .map(near -> "did you mean \"" + near + "\"? ")
                .orElse("");
        return CommandFailure.malformed(
                "there is no command " + Arguments.shown(command) + "; " + advice + "\"commands\" lists them");
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("ps", new Form(Set.of(NODE), args -> new Command.Ps(args.names(), args.text(NODE))));
        for (Verb verb : Verb.values()) {
            forms.put(
                    verb.label(),
                    new Form(
                            ordered("wait", NODE),
                            args -> new Command.Steer(verb, args.names(), args.flag("wait", true), args.text(NODE))));
        }
        forms.put("status", new Form(Set.of(NODE), CommandForms::status));
        forms.put("dependencies", nodeOnly(Command.Dependencies::new));
        forms.put(
                "history", new Form(ordered("last", "agent", "type", AFTER_SEQ, NODE, FOLLOW), CommandForms::history));
        forms.put("history-stats", nodeOnly(Command.HistoryStats::new));
        forms.put("stats", nodeOnly(Command.Stats::new));
        forms.put("logs", new Form(ordered("last", "since", "grep", NODE, FOLLOW), CommandForms::logs));
        forms.put("commands", plain(new Command.ListCommands()));
        forms.put(
                "reload",
                new Form(
                        ordered("dry_run", NODE),
                        args -> new Command.Reload(args.withoutNames().flag("dry_run", false), args.text(NODE))));
        forms.put("shutdown", nodeOnly(Command.Shutdown::new));
        return forms;
    }

    private static Form plain(Command<?> command) {
        return new Form(Set.of(), args -> {
            args.withoutNames();
            return command;
        });
    }

    private static Form nodeOnly(Function<@Nullable String, Command<?>> command) {
        return new Form(Set.of(NODE), args -> command.apply(args.withoutNames().text(NODE)));
    }

    private static Command<?> status(Arguments args) {
        return switch (args.names().size()) {
            case 0 -> new Command.Status(args.text(NODE));
            case 1 -> new Command.AgentStatus(args.names().get(0), args.text(NODE));
            default ->
                throw CommandFailure.malformed("status takes at most one name, but "
                        + args.names().size() + " were given: for several agents ask for ps");
        };
    }

    private static Command<?> history(Arguments args) {
        args.withoutNames();
        return new Command.History(
                args.count("last", Command.History.DEFAULT_LAST),
                args.text("agent"),
                args.text("type"),
                args.isText(AFTER_SEQ) ? null : args.number(AFTER_SEQ),
                args.isText(AFTER_SEQ) ? Positions.parse(AFTER_SEQ, args.text(AFTER_SEQ)) : Map.of(),
                args.text(NODE));
    }

    private static Command<?> logs(Arguments args) {
        return new Command.Logs(
                args.names(),
                args.count("last", Command.Logs.DEFAULT_LAST),
                args.duration("since"),
                args.text("grep"),
                args.text(NODE));
    }

    private static Map<Class<?>, BiConsumer<Command<?>, Written>> writers() {
        Map<Class<?>, BiConsumer<Command<?>, Written>> all = new LinkedHashMap<>();
        writer(all, Command.Ps.class, (ps, to) -> to.names().addAll(ps.names()));
        writer(all, Command.Steer.class, CommandForms::write);
        writer(all, Command.AgentStatus.class, (status, to) -> to.names().add(status.agent()));
        writer(all, Command.History.class, CommandForms::write);
        writer(all, Command.Logs.class, CommandForms::write);
        writer(all, Command.Reload.class, (reload, to) -> {
            if (reload.dryRun()) {
                to.options().put("dry_run", true);
            }
        });
        return Map.copyOf(all);
    }

    private static <C extends Command<?>> void writer(
            Map<Class<?>, BiConsumer<Command<?>, Written>> all, Class<C> type, BiConsumer<C, Written> writer) {
        all.put(type, (command, written) -> writer.accept(type.cast(command), written));
    }

    private static void write(Command.Steer steer, Written to) {
        to.names().addAll(steer.names());
        if (!steer.awaited()) {
            to.options().put("wait", false);
        }
    }

    private static void write(Command.History history, Written to) {
        to.options().put("last", history.last());
        put(to, "agent", history.agent());
        put(to, "type", history.type());
        put(to, AFTER_SEQ, history.after().isEmpty() ? history.afterSeq() : Positions.text(history.after()));
    }

    private static void write(Command.Logs logs, Written to) {
        to.names().addAll(logs.names());
        to.options().put("last", logs.last());
        put(to, "since", logs.since() == null ? null : Durations.format(logs.since()));
        put(to, "grep", logs.grep());
    }

    private static void put(Written to, String option, @Nullable Object value) {
        if (value != null) {
            to.options().put(option, value);
        }
    }

    private static Set<String> ordered(String... options) {
        return new LinkedHashSet<>(List.of(options));
    }
}
