package dev.baton.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is, relative to the project
 * @param examples its fenced blocks
 * @param prose all that stands outside of them
 * @param anchors what can follow a {@code #} in a link to this page
 */
public record Page(Path file, List<Example> examples, String prose, Set<String> anchors) {
    private static final Pattern FENCE = Pattern.compile("( *)```([\\w-]*)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final List<String> EXCUSES = List.of("<!-- fragment: ", "<!-- not run: ");

    /** The README, the changelog and all that is in {@code docs/}. */
    public static List<Page> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page in {@code file}. */
    public static Page read(Path file) {
        try {
            return of(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(Path file, List<String> lines) {
        List<Example> examples = new ArrayList<>();
        Set<String> anchors = new HashSet<>();
        StringBuilder prose = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = endOf(lines, i + 1);
                boolean excused =
                        i > 0 && EXCUSES.stream().anyMatch(lines.get(i - 1).strip()::startsWith);
                String text =
                        String.join("\n", lines.subList(i + 1, end)).replaceAll("(?m)^" + fence.group(1), "") + "\n";
                examples.add(new Example(file, i + 1, fence.group(2), text, excused));
                i = end;
            } else {
                Matcher heading = HEADING.matcher(lines.get(i));
                if (heading.matches()) {
                    anchors.add(anchor(heading.group(1)));
                }
                prose.append(lines.get(i)).append('\n');
            }
        }
        return new Page(file, examples, prose.toString(), anchors);
    }

    private static int endOf(List<String> lines, int from) {
        for (int end = from; end < lines.size(); end++) {
            if (lines.get(end).strip().equals("```")) {
                return end;
            }
        }
        throw new AssertionError("the block that begins in line " + from + " has no end");
    }

    /** Where its relative links point to, as they are written. */
    List<String> links() {
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !ABSOLUTE.matcher(link).matches())
                .toList();
    }

    /** What is wrong with its links: one text for each that leads nowhere. */
    List<String> deadLinks() {
        List<String> dead = new ArrayList<>();
        for (String link : links()) {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
            if (!target.equals(file) && !Files.exists(target)) {
                dead.add(link + ": there is no " + target);
            } else if (parts.length > 1 && !(target.equals(file) ? this : read(target)).anchors.contains(parts[1])) {
                dead.add(link + ": " + target + " has no such heading");
            }
        }
        return dead;
    }

    /** All of it, blocks and prose. */
    String everything() {
        StringBuilder all = new StringBuilder(prose);
        examples.forEach(example -> all.append(example.text()));
        return all.toString();
    }

    /** As code hosts make them of headings. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum} _-]", "")
                .strip()
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
