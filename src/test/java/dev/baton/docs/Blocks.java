package dev.baton.docs;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which test tries which fenced blocks, and what is wrong with one that none tries. */
final class Blocks {
    /** Tried on every page. */
    private static final Map<String, String> EVERYWHERE = Map.of(
            "java", "DocumentationExamplesTest compiles it",
            "yaml", "DocumentationExamplesTest checks it, and runs it where it ends by itself",
            "text", "what something prints; nothing to run");

    /** Tried on the pages that are named here, and nowhere else. */
    private static final Map<String, Set<String>> ON_PAGES = Map.of(
            "console", Set.of("docs/cli.md"), // CommandLinePageTest
            "ini", Set.of("docs/systemd.md"), // UnitFileTest
            "python", Set.of("docs/protocol.md"), // ProtocolExampleTest
            "mermaid", Set.of("docs/architecture.md"), // ArchitecturePageTest
            "procfile", Set.of("docs/migrating.md"), // and the next four: MigratingPageTest
            "compose", Set.of("docs/migrating.md"),
            "supervisord", Set.of("docs/migrating.md"),
            "pm2", Set.of("docs/migrating.md"),
            "unit", Set.of("docs/migrating.md"));

    /** Pages with shell that is really run, all of it or what has this word in it. */
    private static final Map<String, String> SHELL = Map.of(
            "docs/http.md", "", // HttpPageTest
            "docs/metrics.md", "", // the same
            "docs/clustering.md", "openssl", // ClusteringPageTest
            "docs/quickstart.md", ""); // QuickstartIT

    /** What CommandLinesOfPagesTest reads as Baton does. */
    private static final Pattern BATON = Pattern.compile("(.*[ (])?(bin/)?baton( .*)?");

    private static final Pattern TYPED = Pattern.compile("(\\$ |bin/baton |baton [a-z]|mvn |curl |docker |kubectl ).*");

    private Blocks() {}

    /** What is wrong with the blocks of {@code page}, one text for each. */
    static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        for (Example example : page.examples()) {
            if (!example.isFragment() && !isTried(example)) {
                complaints.add(example + ": no test tries a block of '" + example.language()
                        + "' here. Let one try it, or say why none does, in the line before: <!-- not run: … -->");
            }
        }
        return complaints;
    }

    private static boolean isTried(Example example) {
        String language = example.language();
        String page = example.page().toString();
        return switch (language) {
            case "sh" -> isRun(example) || example.commands().stream().allMatch(Blocks::isBaton);
            case "json" -> isJson(example.text());
            case "text" ->
                example.text().lines().noneMatch(line -> TYPED.matcher(line).matches());
            default ->
                EVERYWHERE.containsKey(language)
                        || ON_PAGES.getOrDefault(language, Set.of()).contains(page);
        };
    }

    private static boolean isRun(Example example) {
        String word = SHELL.get(example.page().toString());
        return word != null && example.text().contains(word);
    }

    private static boolean isJson(String text) {
        try {
            return !new JsonObject(text).isEmpty();
        } catch (DecodeException e) {
            return false;
        }
    }

    private static boolean isBaton(String command) {
        return BATON.matcher(command).matches() || command.equals("bin/verify");
    }
}
