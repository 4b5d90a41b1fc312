package dev.baton.config;

import dev.baton.settings.ShortForm;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as it is written: words, or a line for a shell.
 *
 * @param words as they are handed to a program; one line if {@code isLine}
 */
record Words(List<String> words, boolean isLine) {
    Words {
        words = List.copyOf(words);
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new IllegalArgumentException("is empty but must name a program, such as [\"./serve.sh\", \"-v\"]");
        }
    }

    @ShortForm
    static Words of(List<String> words) {
        return new Words(words, false);
    }

    @ShortForm
    static Words of(String line) {
        return new Words(List.of(line), true);
    }

    /** What to execute, where {@code shell} is the command that runs lines. */
    List<String> command(List<String> shell) {
        if (!isLine) {
            return words;
        }
        List<String> command = new ArrayList<>(shell);
        command.addAll(words);
        return List.copyOf(command);
    }
}
