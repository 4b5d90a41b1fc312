package dev.baton.process.host;

import dev.baton.process.ResourceLimits;
import dev.baton.process.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that a process is begun by, one after the other in this order, where its surroundings ask for it. */
public enum Tool {
    /** For {@code nice}. */
    NICE("nice", "nice", "coreutils"),
    /** For {@code limits}. */
    PRLIMIT("prlimit", "limits", "util-linux"),
    /** For {@code user}. */
    SETPRIV("setpriv", "user", "util-linux"),
    /** For {@code umask}. */
    SH("sh", "umask", "a shell");

    private static final List<Path> FOLDERS =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").map(Path::of).toList();

    private final String program;
    private final String key;
    private final String source;

    Tool(String program, String key, String source) {
        this.program = program;
        this.key = key;
        this.source = source;
    }

    /** Those that it takes. */
    public static List<Tool> neededFor(Surroundings surroundings) {
        return Stream.of(values())
                .filter(tool -> tool.isNeededFor(surroundings))
                .toList();
    }

    private boolean isNeededFor(Surroundings surroundings) {
        return switch (this) {
            case NICE -> surroundings.nice() != null && surroundings.nice() != OwnLimits.nice();
            case PRLIMIT -> !surroundings.limits().equals(ResourceLimits.NONE);
            case SETPRIV -> surroundings.user() != null && !Users.isOwn(surroundings.user());
            case SH -> surroundings.umask() != null;
        };
    }

    /** What it is called, also by itself when it complains. */
    public String program() {
        return program;
    }

    /** Where it is; empty if it is not installed. */
    public Optional<Path> file() {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What to say when it is not installed. */
    Trouble missing() {
        return Trouble.last(
                key,
                "'" + key + "' takes the program " + program + ", which is not in " + FOLDERS + ": install " + source);
    }
}
