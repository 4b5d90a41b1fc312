package dev.baton.control.socket;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the command socket is and whom it lets in.
 *
 * @param path of its file
 * @param mode permissions of its file in octal, such as {@code 0600}; to connect one needs to be allowed to write
 * @param group the group its file belongs to, null for the one of Baton's process
 * @param users who may give commands
 */
public record SocketSettings(
        Path path, String mode, @Nullable String group, Users users) {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final PosixFilePermission[] FROM_RIGHT = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ,
    };

    /** Who may give commands, of those who could connect. */
    public interface Users {
        /** Everybody whom the file lets in. */
        Users ALL = (name, number) -> true;

        /**
         * Whether a user may.
         *
         * @param name the user's name, or the number where there is none
         * @param number the user's number
         */
        boolean allows(String name, long number);
    }

    /** Makes the path absolute; refuses a mode that is none. */
    public SocketSettings {
        path = path.toAbsolutePath().normalize();
        if (!OCTAL.matcher(mode).matches()) {
            throw new IllegalArgumentException(
                    "commandSocketMode is '" + mode + "' but must be permissions in octal, such as 0600 or 0660");
        }
    }

    /** At {@code path}, for Baton's own user alone. */
    public static SocketSettings at(Path path) {
        return new SocketSettings(path, "0600", null, Users.ALL);
    }

    Set<PosixFilePermission> permissions() {
        int bits = Integer.parseInt(mode, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < FROM_RIGHT.length; i++) {
            if ((bits & 1 << i) != 0) {
                permissions.add(FROM_RIGHT[i]);
            }
        }
        return permissions;
    }
}
