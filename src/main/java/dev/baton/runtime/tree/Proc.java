package dev.baton.runtime.tree;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A process as {@code /proc} shows it, see proc(5).
 *
 * @param pid its number, which another process gets some time after it is gone
 * @param parent the number of its parent
 * @param group the number of its group
 * @param session the number of its session
 * @param state one letter, such as {@code Z} for one that has ended and was not waited for yet
 * @param start when the kernel began it, in ticks since the machine did; with the number it means one process only
 */
record Proc(int pid, int parent, int group, int session, char state, long start) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;
    private static final String TOO_MANY = "(" + LibC.words(LibC.EMFILE) + ")";
    private static final String TOO_MANY_OF_ALL = "(" + LibC.words(LibC.ENFILE) + ")";
    private static final AtomicLong REFUSALS = new AtomicLong();

    /** The process that has this number now, null if none. */
    static @Nullable Proc of(int pid) {
        byte[] line = read("/proc/" + pid + "/stat");
        return line.length == 0 ? null : parse(pid, new String(line, StandardCharsets.ISO_8859_1));
    }

    /** Its name, in parentheses, may itself have spaces and parentheses. */
    private static @Nullable Proc parse(int pid, String line) {
        int afterName = line.lastIndexOf(')') + 2;
        if (afterName < 2 || afterName >= line.length()) {
            return null;
        }
        String[] fields = line.substring(afterName).split(" ", START + 2);
        if (fields.length <= START) {
            return null;
        }
        return new Proc(
                pid,
                Integer.parseInt(fields[PARENT]),
                Integer.parseInt(fields[GROUP]),
                Integer.parseInt(fields[SESSION]),
                fields[STATE].charAt(0),
                Long.parseLong(fields[START]));
    }

    /** What the kernel calls the process that has this number now, empty if there is none. */
    static String name(long pid) {
        return new String(read("/proc/" + pid + "/comm"), StandardCharsets.UTF_8).strip();
    }

    /** All processes there are; of these maybe only some if {@link #refusals()} grows. */
    static List<Proc> all() {
        String[] names = new File("/proc").list();
        if (names == null) {
            REFUSALS.incrementAndGet();
        }
        List<Proc> all = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                Proc proc = of(Integer.parseInt(name));
                if (proc != null) {
                    all.add(proc);
                }
            }
        }
        return all;
    }

    /** Whether it still does something: it has not ended, and only lacks somebody who waits for it. */
    boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    /** The variable called {@code name} of its environment as it began, null if it has none or that can't be read. */
    @Nullable
    String variable(String name) {
        String prefix = name + "=";
        String all = new String(read("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        for (int from = 0; from < all.length(); ) {
            int end = all.indexOf('\0', from);
            end = end < 0 ? all.length() : end;
            if (all.startsWith(prefix, from)) {
                return all.substring(from + prefix.length(), end);
            }
            from = end + 1;
        }
        return null;
    }

    /** Whether it has no environment, or none that can be read. */
    boolean hasNoVariables() {
        return read("/proc/" + pid + "/environ").length == 0;
    }

    /** A file of {@code /proc}; empty if it can't be read. */
    static byte[] read(String path) {
        try (FileInputStream file = new FileInputStream(path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            // It is gone, or it is somebody else's, or Baton can open no more files.
            if (isForWantOfDescriptors(e)) {
                REFUSALS.incrementAndGet();
            }
            return new byte[0];
        }
    }

    /** The JDK tells it only by the kernel's words, in parentheses at the end. */
    private static boolean isForWantOfDescriptors(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(TOO_MANY) || message.endsWith(TOO_MANY_OF_ALL);
    }

    /**
     * How often somebody could not be looked at because no more files could be opened. If that grows during a look, who was
     * not found may be there all the same.
     */
    static long refusals() {
        return REFUSALS.get();
    }
}
