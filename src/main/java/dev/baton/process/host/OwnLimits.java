package dev.baton.process.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel holds Baton to, and so what it starts; see proc(5). */
public final class OwnLimits {
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    /** After the name, which stands in parentheses. */
    private static final int NICE_FIELD = 16;

    private OwnLimits() {}

    /** How nice Baton is, 0 where that can't be told. */
    public static int nice() {
        try {
            String line = Files.readString(STAT, StandardCharsets.ISO_8859_1);
            return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** The most CPU seconds that a process can be allowed. */
    public static long mostCpuSeconds() {
        return Users.areRoot() ? Long.MAX_VALUE : most("Max cpu time");
    }

    /** The most that the limit called {@code name} there can be raised to without being root. */
    static long most(String name) {
        try {
            Matcher line = Pattern.compile("^" + name + "\\s+\\S+\\s+(\\d+)\\s", Pattern.MULTILINE)
                    .matcher(Files.readString(LIMITS, StandardCharsets.ISO_8859_1));
            return line.find() ? Long.parseLong(line.group(1)) : Long.MAX_VALUE;
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
