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
 * @param links where its relative links point to, as they are written
 * @param anchors what can follow a {@code #} in a link to this page
 */
record Page(Path file, List<Example> examples, List<String> links, Set<String> anchors) {
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final String FRAGMENT = "<!-- fragment";

    /** The README, the changelog and all that is in {@code docs/}. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page parse(Path file, List<String> lines) {
        Page page = new Page(file, new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                boolean fragment = i > 0 && lines.get(i - 1).startsWith(FRAGMENT);
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                page.examples.add(new Example(file, i + 1, fence.group(1), text, fragment));
                i = end;
            } else {
                page.readProse(lines.get(i));
            }
        }
        return page;
    }

    private void readProse(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            anchors.add(anchor(heading.group(1)));
        }
        Matcher link = LINK.matcher(line);
        while (link.find()) {
            if (!ABSOLUTE.matcher(link.group(1)).matches()) {
                links.add(link.group(1));
            }
        }
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
