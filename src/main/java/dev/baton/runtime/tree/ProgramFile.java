package dev.baton.runtime.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a command names, and says what is wrong with it if it can't be begun. */
final class ProgramFile {
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private ProgramFile() {}

    /** The file called {@code name}; a bare name is looked for in the PATH that the process will have. */
    static String find(String name, Map<String, String> env, @Nullable Path folder) throws IOException {
        if (name.contains("/")) {
            return name;
        }
        String path = env.getOrDefault("PATH", USUAL_PATH);
        boolean found = false;
        for (String each : path.split(":", -1)) {
            Path file = (folder == null ? Path.of("") : folder)
                    .resolve(each)
                    .resolve(name)
                    .toAbsolutePath();
            if (Files.isRegularFile(file)) {
                found = true;
                if (Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        }
        throw new IOException(
                found
                        ? "'" + name + "' in PATH is not executable: allow it with chmod +x"
                        : "there is no program '" + name + "' in PATH, which is " + path
                                + ": install it, or give the path of its file");
    }

    /** The kernel did not begin {@code file}. */
    static IOException explain(SpawnFailure failure, String file, @Nullable Path folder) {
        return new IOException(why(failure, file, folder), failure);
    }

    private static String why(SpawnFailure failure, String file, @Nullable Path folder) {
        if (folder != null && !Files.isDirectory(folder)) {
            return "workingDir '" + folder + "' is no folder: make it, or name another";
        }
        Path path = (folder == null ? Path.of("") : folder).resolve(file);
        if (!Files.exists(path)) {
            return "there is no program '" + path + "': name a file that is there";
        }
        if (Files.isDirectory(path)) {
            return "'" + path + "' is a folder: name a program in it";
        }
        if (!Files.isExecutable(path)) {
            return "'" + path + "' is not executable: allow it with chmod +x";
        }
        return failure.errno() == LibC.ENOENT
                ? "'" + path + "' can't be begun: what its first line names is not there"
                : "'" + path + "' can't be begun: " + failure.getMessage();
    }
}
