package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.docs.Example;
import dev.baton.docs.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of shell in the README and in docs/ that calls Baton is one that Baton understands. */
class CommandLinesOfPagesTest {
    /** Where a command may stand; elsewhere the word is a name, such as that of a namespace. */
    private static final String BEFORE = "(?:^|\\(|(?:&&|\\|\\|?|--|--reset-env|sudo|exec|[A-Z_]+=\\S*) )";

    private static final Pattern CALL = Pattern.compile(BEFORE + "(?:bin/)?baton(?: (.*))?$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Set<String> ENDS = Set.of("|", "&&", "||", ">", "&", ";");

    static Stream<Arguments> lines() {
        return Page.all().stream()
                .flatMap(page -> page.examples().stream())
                .filter(example -> example.language().equals("sh"))
                .flatMap(CommandLinesOfPagesTest::lines);
    }

    private static Stream<Arguments> lines(Example example) {
        return example.commands().stream()
                .filter(line -> CALL.matcher(line).find())
                .map(line -> Arguments.of(example, line));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isUnderstood(Example example, String line) {
        List<String> words = words(line);

        assertThat(Typed.nowhere()
                        .command()
                        .model()
                        .parseArgs(words.toArray(String[]::new))
                        .errors())
                .isEmpty();
        assertThat(words)
                .filteredOn(word -> word.startsWith("config/"))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    private static List<String> words(String line) {
        Matcher call = CALL.matcher(line);
        assertThat(call.find()).isTrue();
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(call.group(1) == null ? "" : call.group(1));
        while (word.find() && !ENDS.contains(word.group())) {
            words.add(
                    word.group(3) == null
                            ? word.group().substring(1, word.group().length() - 1)
                            : word.group());
        }
        if (line.contains("(baton")) {
            int last = words.size() - 1;
            words.set(last, words.get(last).replace(")", ""));
        }
        return words;
    }
}
