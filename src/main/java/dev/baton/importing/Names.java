package dev.baton.importing;

import dev.baton.agent.AgentSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names that agents can have, made of names that they may not; each once. */
final class Names {
    private static final int MOST = 100;

    private final Map<String, String> names = new LinkedHashMap<>();

    Names(Collection<String> written) {
        Set<String> taken = new HashSet<>();
        written.stream().filter(AgentSpec::isName).forEach(name -> {
            names.put(name, name);
            taken.add(name);
        });
        for (String name : written) {
            names.computeIfAbsent(name, other -> free(legal(other), taken));
        }
    }

    /** What the agent made of {@code written} is called; the same if nothing of that name is there. */
    String of(String written) {
        return names.getOrDefault(written, written);
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + '-' + i;
        }
        return free;
    }

    private static String legal(String written) {
        String name = written.replaceAll("[^\\p{Alnum}._-]", "-").replaceAll("^[^\\p{Alnum}]+", "");
        String known = name.isEmpty() ? "process" : name;
        return known.length() > MOST ? known.substring(0, MOST) : known;
    }
}
