package dev.baton.config;

import dev.baton.settings.Finding;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads config: reads every source, merges them, expands <code>${VAR}</code>, and checks all that can be checked without
 * starting anything.
 *
 * <pre>
 *   files, BATON_… variables, --set ─▶ trees with places ─▶ one tree ─▶ expanded ─▶ settings, agents, findings
 * </pre>
 *
 * <p>Each source is read once and becomes a store of a vertx-config retriever, which merges them: maps deeply, anything
 * else by replacing it. Files are read here rather than by a store of their own, as only so each value's line is known
 * and a file may be a pipe. A file of another tool is {@linkplain ForeignFile translated} as it is read.
 */
public final class ConfigLoader {
    private final Vertx vertx;
    private final int javaVersion;

    /** A loader that works on worker threads of {@code vertx}. */
    public ConfigLoader(Vertx vertx) {
        this(vertx, Runtime.version().feature());
    }

    ConfigLoader(Vertx vertx, int javaVersion) {
        this.vertx = vertx;
        this.javaVersion = javaVersion;
    }

    /**
     * Loads {@code sources}. Makes an object of each agent class to have its config checked, so classes named there must
     * be trusted. What is wrong with the sources is told by the result; the future fails only if Baton itself is broken.
     */
    public Future<LoadedConfig> load(ConfigSources sources) {
        return load(sources, true);
    }

    /** As {@link #load}, for somebody whose agents run already: what these hold, such as ports, is no finding. */
    public Future<LoadedConfig> loadAgain(ConfigSources sources) {
        return load(sources, false);
    }

    private Future<LoadedConfig> load(ConfigSources sources, boolean isFirst) {
        Report report = new Report();
        // Meanwhile, as it takes as long as all the rest; what fails there fails again where it is needed.
        Future<?> schema = vertx.executeBlocking(
                () -> {
                    ConfigSchema.prepare();
                    return null;
                },
                false);
        return vertx.executeBlocking(() -> read(sources, report))
                .compose(read -> merge(read)
                        .eventually(() -> schema.otherwiseEmpty())
                        .compose(tree -> vertx.executeBlocking(() -> check(tree, read, sources, report, isFirst))));
    }

    private static List<Source> read(ConfigSources sources, Report report) {
        List<Source> read = new ArrayList<>();
        sources.files()
                .forEach(file -> read.add(FileText.read(file, report)
                        .map(text -> ForeignFile.source(file, text, sources.environment(), report))
                        .orElseGet(Source::empty)));
        read.add(EnvironmentSource.read(sources.environment(), report));
        read.add(OverrideSource.read(sources.overrides(), report));
        return read;
    }

    private Future<JsonObject> merge(List<Source> sources) {
        ConfigRetrieverOptions options = new ConfigRetrieverOptions().setScanPeriod(-1);
        for (Source source : sources) {
            if (!source.tree().isEmpty()) {
                options.addStore(new ConfigStoreOptions()
                        .setType(TreeStore.NAME)
                        .setFormat(TreeStore.NAME)
                        .setConfig(source.tree()));
            }
        }
        if (options.getStores().isEmpty()) {
            return Future.succeededFuture(new JsonObject());
        }
        ConfigRetriever retriever = ConfigRetriever.create(vertx, options);
        return retriever.getConfig().eventually(retriever::close);
    }

    private LoadedConfig check(
            JsonObject merged, List<Source> read, ConfigSources sources, Report report, boolean isFirst) {
        Places places = new Places();
        read.forEach(source -> places.override(source.places()));
        Secrets secrets = new Secrets();
        Expansion expansion = new Expansion(sources.environment(), places, secrets, report);
        ConfigCheck check = new ConfigCheck(merged, expansion, places, javaVersion, isFirst);
        LoadedConfig made = check.run();
        if (!report.isIncomplete()) {
            check.warnIfEmpty(made.settings());
        }
        Location whole = Location.of(
                sources.files().isEmpty() ? "config" : sources.files().get(0).toString());
        for (Finding finding : check.findings()) {
            if (!expansion.failed().contains(finding.path())) {
                Location location =
                        places.nearest(finding.path()).map(Place::location).orElse(whole);
                report.add(location, secrets.hide(finding));
            }
        }
        return new LoadedConfig(
                made.settings(),
                made.http(),
                made.metrics(),
                made.cluster(),
                made.logs(),
                made.agents(),
                made.groups(),
                made.watched(),
                made.plugins(),
                made.loader(),
                made.codeFingerprint(),
                report.all());
    }
}
