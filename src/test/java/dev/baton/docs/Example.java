package dev.baton.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page where it stands
 * @param line and in which line
 * @param language what it is said to be, empty if nothing is said
 * @param text what is in it, without the fence's indentation
 * @param isFragment whether a comment in front of it says why it can't stand alone or isn't run
 */
public record Example(Path page, int line, String language, String text, boolean isFragment) {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^public (?:final |abstract )*(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

    /** The full name of the public class that this is, if it is one. */
    Optional<String> className() {
        Matcher inPackage = PACKAGE.matcher(text);
        Matcher type = TYPE.matcher(text);
        return inPackage.find() && type.find()
                ? Optional.of(inPackage.group(1) + '.' + type.group(1))
                : Optional.empty();
    }

    boolean isMain() {
        return text.contains("public static void main(");
    }

    /** Its lines but for empty ones and comments of a shell, with those joined that go on after a backslash. */
    public List<String> commands() {
        return text.replace("\\\n", " ")
                .lines()
                .map(each -> each.replaceFirst("(^|\\s+)#.*", ""))
                .filter(each -> !each.isBlank())
                .toList();
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
