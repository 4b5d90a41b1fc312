package dev.baton.config;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A folder of config files for a test, and what loading them gives. */
final class ConfigFolder implements AutoCloseable {
    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final List<Path> files = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> overrides = new ArrayList<>();
    private int javaVersion = 21;

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    ConfigFolder write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ConfigFolder write(String name, byte[] bytes) {
        try {
            Files.write(path(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name(name);
    }

    ConfigFolder name(String name) {
        files.remove(path(name));
        files.add(path(name));
        return this;
    }

    ConfigFolder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigFolder environmentIfAbsent(String name, String value) {
        environment.putIfAbsent(name, value);
        return this;
    }

    ConfigFolder set(String override) {
        overrides.add(override);
        return this;
    }

    ConfigFolder onJava(int version) {
        javaVersion = version;
        return this;
    }

    LoadedConfig load() {
        try {
            return new ConfigLoader(vertx, javaVersion)
                    .load(new ConfigSources(files, environment, overrides))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("loading must tell by findings, not by " + e, e);
        }
    }

    /** The findings as printed, without the folder's name. */
    List<String> findings() {
        return load().findings().stream()
                .map(found -> found.toString().replace(folder + "/", ""))
                .toList();
    }

    List<String> findingsOf(String yaml) {
        return write("baton.yaml", yaml).findings();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
