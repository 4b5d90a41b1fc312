package dev.baton.control.dashboard;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All files of the page, and the print of them together: whatever changes in one gives all of them new addresses, so that a
 * browser may keep each for ever.
 */
final class Assets {
    /** The page's own, below {@code app/}. A file that isn't named here is not served. */
    static final List<String> OWN = List.of(
            "actions.js",
            "agent.js",
            "agents.js",
            "charts.js",
            "cluster.js",
            "dialogs.js",
            "events.js",
            "format.js",
            "graph.js",
            "icon.svg",
            "icons.js",
            "layout.js",
            "live.js",
            "main.js",
            "nodes.js",
            "palette.js",
            "parts.js",
            "past.js",
            "refresh.js",
            "router.js",
            "session.js",
            "shell.js",
            "states.js",
            "store.js",
            "style.css",
            "timeline.js",
            "virtual.js");

    /** Those of libraries, by the name they get below {@code lib/}. */
    static final Map<String, String> LIBRARIES = Map.of(
            "lib/preact.js", "preact/10.27.2/dist/preact.module.js",
            "lib/uplot.js", "uplot/1.6.30/dist/uPlot.esm.js",
            "lib/uplot.css", "uplot/1.6.30/dist/uPlot.min.css");

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int PRINT_LENGTH = 16;
    private static final String PRINT_MARK = "{print}";

    private final Map<String, Asset> byName;
    private final String print;
    private final Asset page;

    private Assets(Map<String, Asset> byName, String print, Asset page) {
        this.byName = byName;
        this.print = print;
        this.page = page;
    }

    static Assets load() throws IOException {
        Map<String, Asset> byName = new TreeMap<>();
        for (String name : OWN) {
            byName.put(name, Asset.read("app/" + name));
        }
        for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
            byName.put(library.getKey(), Asset.read(WEBJARS + library.getValue()));
        }
        String print = printOf(byName);
        Asset template = Asset.read("index.html");
        String html = template.content().toString(StandardCharsets.UTF_8).replace(PRINT_MARK, print);
        return new Assets(byName, print, new Asset(template.type(), Buffer.buffer(html)));
    }

    /** The page itself. It names the others with their print, so it must be asked for anew each time. */
    Asset page() {
        return page;
    }

    /** What all files together are known by. */
    String print() {
        return print;
    }

    /** The file that {@code path}, such as {@code 0123456789abcdef/main.js}, stands for; empty for those of another Baton. */
    Optional<Asset> find(String path) {
        return path.startsWith(print + '/')
                ? Optional.ofNullable(byName.get(path.substring(print.length() + 1)))
                : Optional.empty();
    }

    private static String printOf(Map<String, Asset> byName) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byName.forEach((name, asset) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(asset.content().getBytes());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, PRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
