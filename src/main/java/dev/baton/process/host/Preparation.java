package dev.baton.process.host;

import dev.baton.process.ResourceLimits;
import dev.baton.process.Surroundings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a process needs, looked for on this machine. One per look. */
public final class Preparation {
    /** Meant for Baton itself by who started it. */
    private static final Set<String> NOT_INHERITED = Set.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

    private final Surroundings surroundings;
    private final List<Trouble> troubles = new ArrayList<>();
    private final Map<String, String> env = new HashMap<>();
    private final Path folder;
    private @Nullable Path program;

    private Preparation(Surroundings surroundings, Map<String, String> inherited) {
        this.surroundings = surroundings;
        Path workingDir = surroundings.workingDir();
        this.folder =
                (workingDir == null ? Path.of("") : workingDir).toAbsolutePath().normalize();
        if (surroundings.inheritEnv()) {
            env.putAll(inherited);
            env.keySet().removeAll(NOT_INHERITED);
        }
    }

    /**
     * What {@code command} can't be begun with in {@code surroundings}, as far as can be seen now.
     *
     * @param command the program and its arguments; empty if that is not to be looked for
     * @param inherited Baton's own variables
     */
    public static List<Trouble> troubles(
            List<String> command, Surroundings surroundings, Map<String, String> inherited) {
        Preparation preparation = new Preparation(surroundings, inherited);
        preparation.look(command, Map.of());
        return preparation.troubles;
    }

    /**
     * What to begin {@code command} with.
     *
     * @param inherited Baton's own variables
     * @param extra variables over all others
     * @throws IOException with what is wrong, if something is
     */
    public static Prepared of(
            List<String> command, Surroundings surroundings, Map<String, String> inherited, Map<String, String> extra)
            throws IOException {
        Preparation preparation = new Preparation(surroundings, inherited);
        preparation.look(command, extra);
        Path program = preparation.program;
        if (!preparation.troubles.isEmpty() || program == null) {
            throw new IOException(preparation.troubles.get(0).message());
        }
        return new Prepared(
                program, command, preparation.env, surroundings.workingDir() == null ? null : preparation.folder);
    }

    private void look(List<String> command, Map<String, String> extra) {
        surroundings.envFiles().forEach(this::read);
        env.putAll(surroundings.env());
        env.putAll(extra);
        boolean hasFolder = surroundings.workingDir() == null || enterFolder();
        String user = surroundings.user();
        String wrongUser = user == null ? null : Users.wrong(user);
        if (wrongUser != null) {
            refuse("user", wrongUser);
        }
        Tool.neededFor(surroundings).stream()
                .filter(tool -> tool.file().isEmpty())
                .forEach(tool -> troubles.add(tool.missing()));
        limits();
        if (!command.isEmpty() && (hasFolder || !command.get(0).contains("/"))) {
            ProgramSearch.Found found =
                    new ProgramSearch(env, folder, user == null || Users.isOwn(user)).find(command.get(0));
            program = found.file();
            if (found.trouble() != null) {
                troubles.add(found.trouble());
            }
        }
    }

    private void read(Path file) {
        try {
            env.putAll(EnvFile.read(file));
        } catch (NoSuchFileException e) {
            miss("envFile", "there is no file '" + file + "': check the spelling", !file.isAbsolute());
        } catch (AccessDeniedException e) {
            refuse("envFile", "'" + file + "' can't be read by Baton's user");
        } catch (IOException e) {
            refuse("envFile", "'" + file + "' can't be read: " + e.getMessage());
        }
    }

    private boolean enterFolder() {
        Path workingDir = surroundings.workingDir();
        boolean isRelative = workingDir != null && !workingDir.isAbsolute();
        if (Files.notExists(folder)) {
            miss("workingDir", "there is no folder '" + workingDir + "': make it, or check the spelling", isRelative);
        } else if (!Files.isDirectory(folder)) {
            refuse("workingDir", "'" + workingDir + "' is no folder");
        } else if (!Files.isExecutable(folder)) {
            refuse("workingDir", "the folder '" + workingDir + "' can't be entered by Baton's user");
        } else {
            return true;
        }
        return false;
    }

    private void limits() {
        if (Users.areRoot()) {
            return;
        }
        Integer nice = surroundings.nice();
        if (nice != null && nice < OwnLimits.nice()) {
            refuse(
                    "nice",
                    "nice is " + nice + " but only a Baton that runs as root can go below its own, which is "
                            + OwnLimits.nice());
        }
        ResourceLimits limits = surroundings.limits();
        limit("openFiles", limits.openFiles(), "Max open files");
        limit(
                "addressSpace",
                limits.addressSpace() == null ? null : limits.addressSpace().bytes(),
                "Max address space");
        limit("cpuTime", limits.cpuTime() == null ? null : limits.cpuTime().toSeconds(), "Max cpu time");
        limit("processes", limits.processes(), "Max processes");
    }

    private void limit(String key, @Nullable Long wanted, String name) {
        long most = OwnLimits.most(name);
        if (wanted != null && wanted > most) {
            refuse(
                    "limits." + key,
                    key + " is " + wanted + " but Baton itself is held to " + most
                            + ", and only root can go beyond that");
        }
    }

    private void refuse(String key, String message) {
        troubles.add(Trouble.last(key, message));
    }

    private void miss(String key, String message, boolean isRelative) {
        troubles.add(Trouble.missing(key, message, isRelative));
    }
}
