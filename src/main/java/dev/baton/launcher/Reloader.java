package dev.baton.launcher;

import dev.baton.agent.AgentSpec;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.config.LocatedFinding;
import dev.baton.orchestrator.Fleet;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.ReloadPlan;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the config again and applies what has changed. A config that is refused changes nothing. One reload at a time; safe to
 * call from any thread.
 */
final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final int MOST_FINDINGS = 20;

    private final ConfigLoader loader;
    private final ConfigSources sources;
    private final Supplier<OrchestratorVerticle> orchestrator;
    private final Consumer<LoadedConfig> applied;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile LoadedConfig present;
    private volatile Future<?> latest = Future.succeededFuture();

    /**
     * A reloader of {@code sources}.
     *
     * @param present what they said at the start
     * @param orchestrator the one to change, asked for at each reload
     * @param applied is given a config that is about to be applied, and the one before again if it could not be
     */
    Reloader(
            ConfigLoader loader,
            ConfigSources sources,
            LoadedConfig present,
            Supplier<OrchestratorVerticle> orchestrator,
            Consumer<LoadedConfig> applied) {
        this.loader = loader;
        this.sources = sources;
        this.present = present;
        this.orchestrator = orchestrator;
        this.applied = applied;
    }

    /** The config in force, whose class loader is that of the agents started last. */
    LoadedConfig present() {
        return present;
    }

    /** Reloads as a command of Baton's own, and logs what came of it. */
    void onSignal(Commands commands) {
        commands.execute(new Command.Reload(false), Caller.SIGNAL)
                .onSuccess(done -> LOG.info("SIGHUP: {} changes", done.changes().size()))
                .onFailure(failure -> LOG.error("SIGHUP: {}", failure.getMessage()));
    }

    /** Completes when no reload is under way. */
    Future<Void> free() {
        return latest.transform(done -> Future.succeededFuture());
    }

    /** Tells what was done or, in a dry run, would be; fails with a {@link CommandFailure} if that is nothing. */
    Future<Answer.Reloaded> reload(boolean dryRun) {
        if (!underWay.compareAndSet(false, true)) {
            return Future.failedFuture(
                    CommandFailure.wrongState("a reload is under way already: try again when it is done"));
        }
        Future<Answer.Reloaded> reloaded = loader.loadAgain(sources)
                .compose(loaded -> Future.succeededFuture(loaded)
                        .compose(config -> apply(config, dryRun))
                        .onComplete(done -> {
                            if (dryRun || done.failed()) {
                                close(loaded);
                            }
                        }))
                .onComplete(done -> underWay.set(false));
        latest = reloaded;
        return reloaded;
    }

    /** Nothing comes from the jars of a config that was refused or only tried. */
    private static void close(LoadedConfig loaded) {
        try {
            loaded.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The jars of a config that is not used could not be closed");
        }
    }

    private Future<Answer.Reloaded> apply(LoadedConfig loaded, boolean dryRun) {
        if (loaded.isRefused()) {
            return Future.failedFuture(CommandFailure.wrongState(refusal(loaded.findings())));
        }
        loaded.findings().forEach(finding -> LOG.warn("{}", finding));
        LoadedConfig before = present;
        // Fails while there is none, before anything is changed.
        OrchestratorVerticle baton = orchestrator.get();
        if (!dryRun) {
            applied.accept(loaded);
        }
        boolean otherClasses = !loaded.codeFingerprint().equals(before.codeFingerprint());
        return baton.reload(
                        new Fleet(loaded.agents(), loaded.groups()),
                        loaded.settings(),
                        spec -> otherClasses && isFrom(loaded, spec),
                        dryRun)
                .onFailure(failure -> {
                    if (!dryRun) {
                        applied.accept(before);
                    }
                })
                .map(plan -> {
                    if (!dryRun) {
                        present = loaded;
                    }
                    return answer(plan, sectionsThatWait(before, loaded), dryRun);
                });
    }

    /** Whether it has a class, and that comes from {@code agentsPath}, rather than with Baton. */
    private static boolean isFrom(LoadedConfig loaded, AgentSpec spec) {
        if (spec.isProgram()) {
            return false;
        }
        try {
            return loaded.loader().loadClass(spec.className()).getClassLoader() == loaded.loader();
        } catch (ClassNotFoundException | LinkageError e) {
            return true;
        }
    }

    private static String refusal(List<LocatedFinding> findings) {
        String all = findings.stream().limit(MOST_FINDINGS).map(String::valueOf).collect(Collectors.joining("; "));
        return "the new config is refused, nothing has changed: " + all
                + (findings.size() > MOST_FINDINGS ? "; and " + (findings.size() - MOST_FINDINGS) + " more" : "");
    }

    /** Sections that only the launcher reads, when Baton starts. */
    private static List<String> sectionsThatWait(LoadedConfig before, LoadedConfig loaded) {
        List<String> sections = new ArrayList<>();
        if (!before.http().equals(loaded.http())) {
            sections.add("http");
        }
        if (!before.metrics().equals(loaded.metrics())) {
            sections.add("metrics");
        }
        if (!before.cluster().equals(loaded.cluster())) {
            sections.add("cluster");
        }
        return sections;
    }

    private static Answer.Reloaded answer(ReloadPlan plan, List<String> sections, boolean dryRun) {
        List<Answer.Change> changes = plan.steps().stream()
                .map(step ->
                        new Answer.Change(step.action().name().toLowerCase(Locale.ROOT), step.agent(), step.reason()))
                .toList();
        List<String> needsRestart = new ArrayList<>(plan.needsRestart());
        needsRestart.addAll(sections);
        return new Answer.Reloaded(changes, needsRestart, dryRun);
    }
}
