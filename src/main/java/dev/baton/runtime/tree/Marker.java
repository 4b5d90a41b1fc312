package dev.baton.runtime.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variable by which a process is known as one of a tree, wherever it goes: children inherit it. A Baton that runs inside
 * a tree of another adds its own word behind those of the other, so that both find it.
 */
final class Marker {
    /** What the variable is called. */
    static final String VARIABLE = "BATON_TREE";

    private Marker() {}

    /** The variable's value: {@code word} behind what was {@code inherited}. */
    static String with(@Nullable String inherited, String word) {
        return inherited == null || inherited.isEmpty() ? word : inherited + "," + word;
    }

    /** The words in a variable's value. */
    static List<String> words(String value) {
        return List.of(value.split(",", -1));
    }
}
