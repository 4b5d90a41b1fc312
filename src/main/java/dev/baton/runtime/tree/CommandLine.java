package dev.baton.runtime.tree;

import dev.baton.process.ResourceLimits;
import dev.baton.process.Surroundings;
import dev.baton.process.host.OwnLimits;
import dev.baton.process.host.Preparation;
import dev.baton.process.host.Prepared;
import dev.baton.process.host.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is executed to begin a process in its surroundings: the program itself, or, where they ask for what only the process
 * can do to itself, tools of the system that do it and then become the program.
 *
 * @param file what is executed
 * @param arguments for it, the first of which is its own name
 * @param env all its variables
 * @param folder where it begins, null for Baton's own working directory
 */
record CommandLine(
        Path file,
        List<String> arguments,
        Map<String, String> env,
        @Nullable Path folder) {
    private static final String UMASK = "umask %s && exec \"$@\"";

    /**
     * The one of {@code launch}.
     *
     * @param inherited Baton's own variables
     * @throws IOException with the reason, if it is plain already that nothing can be begun so
     */
    static CommandLine of(Launch launch, Map<String, String> inherited) throws IOException {
        Surroundings surroundings = launch.surroundings();
        List<Tool> tools = Tool.neededFor(surroundings);
        String user = surroundings.user();
        Account account = user == null || !tools.contains(Tool.SETPRIV) ? null : Account.of(user);
        Map<String, String> own = new HashMap<>(inherited);
        if (account != null) {
            own.putAll(account.variables());
        }
        Prepared prepared = Preparation.of(launch.command(), surroundings, own, launch.extraEnv());
        if (tools.isEmpty()) {
            return new CommandLine(prepared.program(), prepared.command(), prepared.env(), prepared.folder());
        }
        List<String> words = new ArrayList<>();
        for (Tool tool : tools) {
            words.addAll(words(tool, surroundings, account));
        }
        words.add(prepared.program().toString());
        words.addAll(prepared.command().subList(1, prepared.command().size()));
        return new CommandLine(Path.of(words.get(0)), words, prepared.env(), prepared.folder());
    }

    /** With one more variable, or another value of one. */
    CommandLine with(String variable, String value) {
        Map<String, String> more = new HashMap<>(env);
        more.put(variable, value);
        return new CommandLine(file, arguments, more, folder);
    }

    private static List<String> words(Tool tool, Surroundings surroundings, @Nullable Account account)
            throws IOException {
        String program = tool.file()
                .orElseThrow(() -> new IOException("the program " + tool.program() + " is not installed"))
                .toString();
        List<String> words = new ArrayList<>(List.of(program));
        switch (tool) {
            case NICE -> words.addAll(List.of("-n", Integer.toString(by(surroundings))));
            case PRLIMIT -> words.addAll(limits(surroundings.limits()));
            case SETPRIV -> words.addAll(account == null ? List.of() : account.options());
            case SH -> words.addAll(List.of("-c", UMASK.formatted(surroundings.umask()), "sh"));
        }
        return words;
    }

    private static int by(Surroundings surroundings) {
        Integer nice = surroundings.nice();
        return nice == null ? 0 : nice - OwnLimits.nice();
    }

    /** A process is told that its CPU time is over (SIGXCPU) a second before it is killed for it. */
    private static List<String> limits(ResourceLimits limits) {
        Long cpu = limits.cpuTime() == null
                ? null
                : limits.cpuTime().plusNanos(999_999_999).toSeconds();
        return Stream.of(
                        limit("nofile", limits.openFiles(), limits.openFiles()),
                        limit("as", bytes(limits), bytes(limits)),
                        limit("cpu", cpu, cpu == null ? null : Math.min(cpu + 1, OwnLimits.mostCpuSeconds())),
                        limit("nproc", limits.processes(), limits.processes()))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static @Nullable Long bytes(ResourceLimits limits) {
        return limits.addressSpace() == null ? null : limits.addressSpace().bytes();
    }

    private static String limit(String name, @Nullable Long soft, @Nullable Long hard) {
        return soft == null ? "" : "--" + name + "=" + soft + ":" + hard;
    }
}
