package dev.baton.config;

import dev.baton.settings.Findings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where agents' classes come from: jars, folders of classes, and folders of jars. */
final class AgentsPath {
    static final String KEY = "orchestrator.agentsPath";

    private AgentsPath() {}

    /** Makes the entries, which are relative to the file they stand in, relative to the current folder. */
    static void resolve(JsonObject orchestrator, Places places) {
        if (!(orchestrator.getValue("agentsPath") instanceof JsonArray entries)) {
            return;
        }
        JsonArray resolved = new JsonArray();
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.getValue(i);
            resolved.add(entry instanceof String text ? resolve(text, Places.join(KEY, i), places) : entry);
        }
        orchestrator.put("agentsPath", resolved);
    }

    /** A loader over {@code entries}, those that exist; whoever asks for it closes it. */
    static URLClassLoader loader(List<Path> entries, Findings findings) {
        List<URL> urls = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                urls.addAll(urls(entries.get(i)));
            } catch (IOException | IllegalArgumentException | SecurityException e) {
                findings.error(Places.join(KEY, i), String.valueOf(e.getMessage()));
            }
        }
        return new URLClassLoader("agents", urls.toArray(URL[]::new), AgentsPath.class.getClassLoader());
    }

    private static String resolve(String entry, String path, Places places) {
        Path file = places.nearest(path).map(Place::file).orElse(null);
        try {
            return file == null || entry.isBlank()
                    ? entry
                    : file.resolveSibling(entry).normalize().toString();
        } catch (InvalidPathException e) {
            return entry;
        }
    }

    private static List<URL> urls(Path entry) throws IOException {
        if (!Files.exists(entry)) {
            throw new IllegalArgumentException(
                    "there is no '" + entry + "': name a jar or a folder, relative to the config file that names it");
        }
        if (!Files.isReadable(entry)) {
            throw new IllegalArgumentException("'" + entry + "' may not be read: check its permissions");
        }
        if (!Files.isDirectory(entry)) {
            if (!isJar(entry)) {
                throw new IllegalArgumentException(
                        "'" + entry + "' is neither a folder nor a jar: name one that ends in .jar");
            }
            return List.of(url(entry));
        }
        List<URL> urls = new ArrayList<>();
        urls.add(url(entry));
        try (Stream<Path> inside = Files.list(entry)) {
            for (Path jar : inside.filter(AgentsPath::isJar).sorted().toList()) {
                urls.add(url(jar));
            }
        }
        return urls;
    }

    private static boolean isJar(Path path) {
        return path.toString().endsWith(".jar") && !Files.isDirectory(path);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
