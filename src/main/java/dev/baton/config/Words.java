package dev.baton.config;

import dev.baton.settings.SecretKeys;
import dev.baton.settings.ShortForm;
import java.util.ArrayList;
import java.util.List;

/** A command as it is written: words, or a line for a shell. No record, or a map of its components could be written too. */
final class Words {
    private static final int LONGEST = 80;

    private final List<String> words;
    private final boolean isLine;

    private Words(List<String> words, boolean isLine) {
        this.words = List.copyOf(words);
        this.isLine = isLine;
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("must not have a NUL character in it, which no program can be given");
        }
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new IllegalArgumentException("must begin with a program, such as [\"./serve.sh\", \"-v\"]");
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

    /** For listings: its program, or the beginning of its line. */
    String shown() {
        String shown =
                SecretKeys.hideIn(words.get(0).strip().lines().findFirst().orElse(""));
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
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
