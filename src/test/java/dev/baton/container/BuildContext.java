package dev.baton.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a {@code .dockerignore} lets an engine see: of the lines that are for a file or a folder it is in, the last decides. */
record BuildContext(List<String> lines) {
    static BuildContext of(List<String> lines) {
        List<String> rules = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        // A pattern would be understood in other ways by others than engines; bin/verify-shipped knows none either.
        assertThat(rules).allMatch(rule -> rule.equals("*") || !rule.contains("*"));
        return new BuildContext(rules);
    }

    /** Whether the file, or something in the folder, is there for COPY. */
    boolean has(String path) {
        boolean taken = true;
        for (String line : lines) {
            boolean takes = line.startsWith("!");
            String rule = takes ? line.substring(1) : line;
            boolean isMeant = rule.equals("*") || path.equals(rule) || path.startsWith(rule + "/");
            taken = isMeant ? takes : taken || (takes && rule.startsWith(path + "/"));
        }
        return taken;
    }
}
