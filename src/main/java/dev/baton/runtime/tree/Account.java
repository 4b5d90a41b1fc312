package dev.baton.runtime.tree;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As whom a process runs.
 *
 * @param user the user's number
 * @param group the group's number
 * @param name the user's name, null if it has none
 * @param home the user's folder, null if it has none
 */
record Account(
        int user,
        int group,
        @Nullable String name,
        @Nullable String home) {
    private static final long AFTER_TEXTS = 2L * Native.POINTER_SIZE;
    private static final long HOME = AFTER_TEXTS + 2L * Integer.BYTES + Native.POINTER_SIZE;

    /** See getpwnam(3) and getgrnam(3). What they return is overwritten by the next call, so only one thread may call. */
    private interface Directory extends Library {
        @Nullable
        Pointer getpwnam(String name);

        @Nullable
        Pointer getpwuid(int user);

        @Nullable
        Pointer getgrnam(String name);
    }

    /** Loaded when first used. */
    private static final class Holder {
        private static final Directory DIRECTORY = Native.load("c", Directory.class);

        private Holder() {}
    }

    /**
     * The one of {@code user} or {@code user:group}, each a name or a number. Only for the thread that begins processes.
     *
     * @throws IOException if there is none
     */
    static Account of(String user) throws IOException {
        String[] parts = user.split(":", 2);
        Account account = ofUser(parts[0]);
        return parts.length == 1
                ? account
                : new Account(account.user(), group(parts[1]), account.name(), account.home());
    }

    private static Account ofUser(String user) throws IOException {
        Pointer entry = Holder.DIRECTORY.getpwnam(user);
        if (entry == null && isNumber(user)) {
            int number = Integer.parseUnsignedInt(user);
            entry = Holder.DIRECTORY.getpwuid(number);
            if (entry == null) {
                return new Account(number, number, null, null);
            }
        }
        if (entry == null) {
            throw new IOException("there is no user '" + user + "' on this machine: check the spelling");
        }
        return new Account(
                entry.getInt(AFTER_TEXTS),
                entry.getInt(AFTER_TEXTS + Integer.BYTES),
                text(entry.getPointer(0)),
                text(entry.getPointer(HOME)));
    }

    private static int group(String group) throws IOException {
        Pointer entry = Holder.DIRECTORY.getgrnam(group);
        if (entry != null) {
            return entry.getInt(AFTER_TEXTS);
        }
        if (isNumber(group)) {
            return Integer.parseUnsignedInt(group);
        }
        throw new IOException("there is no group '" + group + "' on this machine: check the spelling");
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    private static @Nullable String text(@Nullable Pointer pointer) {
        return pointer == null ? null : pointer.getString(0);
    }

    /** What a process of this user finds of him, unless it is told otherwise. */
    Map<String, String> variables() {
        return name == null ? Map.of() : Map.of("USER", name, "LOGNAME", name, "HOME", home == null ? "/" : home);
    }

    /** For setpriv(1). */
    List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("--reuid=" + Integer.toUnsignedString(user));
        options.add("--regid=" + Integer.toUnsignedString(group));
        options.add(name == null ? "--clear-groups" : "--init-groups");
        return options;
    }
}
