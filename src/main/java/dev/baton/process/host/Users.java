package dev.baton.process.host;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Who is who on this machine. */
final class Users {
    private static final Path SELF = Path.of("/proc/self");
    private static final int ROOT = 0;

    private Users() {}

    /** Whether Baton may become anybody; true where that can't be told. */
    static boolean areRoot() {
        return own().orElse(ROOT) == ROOT;
    }

    private static OptionalInt own() {
        try {
            return OptionalInt.of((Integer) Files.getAttribute(SELF, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    /** Whether {@code user}, a name or a number, is who Baton runs as. */
    static boolean isOwn(String user) {
        OptionalInt own = own();
        try {
            return (own.isPresent() && user.equals(Integer.toString(own.getAsInt())))
                    || user.equals(Files.getOwner(SELF).getName());
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** What is wrong with {@code user} or {@code user:group}, null if nothing is. */
    static @Nullable String wrong(String user) {
        String[] parts = user.split(":", 2);
        UserPrincipalLookupService known = FileSystems.getDefault().getUserPrincipalLookupService();
        try {
            known.lookupPrincipalByName(parts[0]);
        } catch (IOException | UnsupportedOperationException e) {
            return "there is no user '" + parts[0] + "' on this machine: check the spelling";
        }
        try {
            if (parts.length > 1) {
                known.lookupPrincipalByGroupName(parts[1]);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return "there is no group '" + parts[1] + "' on this machine: check the spelling";
        }
        return areRoot() || (parts.length == 1 && isOwn(user))
                ? null
                : "only a Baton that runs as root can run it as '" + user + "': start Baton as root, or leave it out";
    }
}
