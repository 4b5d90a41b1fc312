package dev.baton.process.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for a program as the kernel and shells do, and says why it can't be run before anybody tries. */
final class ProgramSearch {
    /** Where a program is looked for that is given no PATH. */
    private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

    private static final int FIRST_LINE = 256;
    private static final String KEY = "command";

    private final Map<String, String> env;
    private final Path folder;
    private final boolean asBaton;

    /**
     * A search for somebody who is given {@code env} and begins in {@code folder}.
     *
     * @param asBaton whether Baton's own user is to run it, and what that user may do counts
     */
    ProgramSearch(Map<String, String> env, Path folder, boolean asBaton) {
        this.env = env;
        this.folder = folder;
        this.asBaton = asBaton;
    }

    /** Where a program is, or why there is none. */
    record Found(@Nullable Path file, @Nullable Trouble trouble) {}

    Found find(String name) {
        try {
            return name.indexOf('/') >= 0 ? checked(folder.resolve(name), name) : inPath(name);
        } catch (InvalidPathException e) {
            return refused("'" + name + "' is no path: " + e.getReason());
        }
    }

    private Found inPath(String name) {
        String path = env.getOrDefault("PATH", USUAL);
        Found best = null;
        for (String entry : path.split(":", -1)) {
            Path file = folder.resolve(entry).resolve(name);
            if (Files.exists(file)) {
                Found found = checked(file, file.toString());
                if (found.trouble() == null) {
                    return found;
                }
                best = best == null ? found : best;
            }
        }
        return best != null && !Files.isDirectory(folder.resolve(name))
                ? best
                : missing(
                        "there is no program '" + name + "' in its PATH, " + path
                                + ": check the spelling, install it, or write where it is",
                        false);
    }

    private Found checked(Path file, String name) {
        if (Files.notExists(file)) {
            return missing(
                    "there is no file '" + name + "'" + (Path.of(name).isAbsolute() ? "" : " in " + folder)
                            + ": check the spelling",
                    !Path.of(name).isAbsolute());
        }
        if (Files.isDirectory(file)) {
            return refused("'" + name + "' is a folder: name the program in it");
        }
        if (asBaton && !Files.isExecutable(file)) {
            return refused("'" + name + "' is not executable for Baton's user: chmod +x " + name);
        }
        String interpreter = wrongInterpreter(file);
        return interpreter == null
                ? new Found(file.toAbsolutePath(), null)
                : refused("'" + name + "' can't be run: " + interpreter);
    }

    private static Found refused(String message) {
        return new Found(null, Trouble.last(KEY, message));
    }

    private static Found missing(String message, boolean isRelative) {
        return new Found(null, Trouble.missing(KEY, message, isRelative));
    }

    /** What is wrong with the first line of a script, null if nothing is. */
    private @Nullable String wrongInterpreter(Path file) {
        String line = firstLine(file);
        if (!line.startsWith("#!")) {
            return null;
        }
        String[] words = line.substring(2).replaceAll("\r$", "").strip().split("\\s+", 3);
        if (words[0].isEmpty()) {
            return null;
        }
        if (!Files.isRegularFile(folder.resolve(words[0]))) {
            return "its first line names the interpreter " + words[0] + ", which is not there";
        }
        if (line.endsWith("\r")) {
            return "its first line ends as on Windows, with a carriage return: save it with the line ends of Unix";
        }
        boolean byEnv = words.length == 2 && words[0].endsWith("/env") && words[1].matches("[\\w.+-]*\\w");
        return byEnv && inPath(words[1]).file() == null
                ? "its first line asks for the interpreter " + words[1] + ", which is not in its PATH"
                : null;
    }

    private static String firstLine(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1);
            int end = beginning.indexOf('\n');
            return end < 0 ? beginning : beginning.substring(0, end);
        } catch (IOException e) {
            // It may be run without being read.
            return "";
        }
    }
}
