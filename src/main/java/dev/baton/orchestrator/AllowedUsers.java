package dev.baton.orchestrator;

import dev.baton.settings.ShortForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Users by their names or numbers, as settings list them. Immutable. */
public final class AllowedUsers {
    private static final long HIGHEST = 0xFFFF_FFFEL;

    private final Set<String> names;

    private AllowedUsers(Set<String> names) {
        this.names = names;
    }

    /** Those named; each is text, or a whole number of the operating system's range. */
    @ShortForm
    public static AllowedUsers only(List<Object> users) {
        if (users.isEmpty()) {
            throw new IllegalArgumentException("must name at least one user: leave it out to let in everyone");
        }
        List<String> names = new ArrayList<>();
        users.forEach(user -> names.add(name(user)));
        return new AllowedUsers(Set.copyOf(names));
    }

    /**
     * Whether a user is among them.
     *
     * @param name empty if the user has none
     * @param number the user's number
     */
    public boolean allows(String name, long number) {
        return names.contains(name) || names.contains(Long.toString(number));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedUsers allowed && allowed.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.stream().sorted().toList().toString();
    }

    private static String name(Object user) {
        if (user instanceof String name && !name.isBlank()) {
            return name;
        }
        boolean whole = user instanceof Integer || user instanceof Long;
        if (whole && ((Number) user).longValue() >= 0 && ((Number) user).longValue() <= HIGHEST) {
            return user.toString();
        }
        throw new IllegalArgumentException("must hold users' names or numbers, such as [alice, 1001]");
    }
}
