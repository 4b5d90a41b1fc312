package dev.baton.launcher;

import dev.baton.cli.ExitCodes;
import dev.baton.cli.Foreground;
import dev.baton.cluster.JoinRefused;
import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.control.socket.SocketTaken;
import dev.baton.logging.Logging;
import dev.baton.orchestrator.Outcome;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code baton run} and {@code baton validate}: this process is Baton until its agents have ended. Works on the main
 * thread, which waits.
 */
final class ForegroundRun implements Foreground {
    private static final int MOST_NAMES = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final HeadStart ahead;
    private final Map<String, String> environment;

    ForegroundRun(PrintStream out, PrintStream err, HeadStart ahead, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.ahead = ahead;
        this.environment = environment;
    }

    @Override
    public int create(Create request) {
        return new NewProject(out, err).create(request);
    }

    @Override
    public int importFile(Import request) {
        return new ImportedFile(out, err).write(request);
    }

    @Override
    public int validate(Request request) {
        return withConfig(request, (vertx, config, loader, sources) -> {
            out.println("The config is valid: " + counted(config.agents().size(), "agent") + ", nothing was started.");
            return ExitCodes.DONE;
        });
    }

    @Override
    public int run(Request request) {
        ConfigFiles files = request.watched() ? ConfigFiles.asOfNow(request.files()) : ConfigFiles.NONE;
        return withConfig(request, (vertx, config, loader, sources) -> run(vertx, config, loader, sources, files));
    }

    @Override
    public int runNodes(Request request, Nodes nodes) {
        // Read once before, so that what is wrong is said once and not by every node.
        List<TrialNode> planned = new ArrayList<>();
        int exitCode = withConfig(request, (vertx, config, loader, sources) -> {
            planned.addAll(new TrialPlan(
                            config,
                            sources,
                            FreePorts.ofThisMachine(config.http().host()))
                    .nodes(nodes.count()));
            vertx.close().await();
            close(config);
            return ExitCodes.DONE;
        });
        return exitCode == ExitCodes.DONE
                ? new Trial(request, planned, nodes.painted(), SystemdLink.plain(environment), out, err).run()
                : exitCode;
    }

    /** What to do with a config that isn't refused. */
    private interface Task {
        int with(Vertx vertx, LoadedConfig config, ConfigLoader loader, ConfigSources sources);
    }

    private int withConfig(Request request, Task task) {
        HeadStart.Begun begun = ahead.begun();
        try {
            Vertx vertx = begun.vertx();
            ConfigSources sources = new ConfigSources(request.files(), environment, request.overrides());
            ConfigLoader loader = new ConfigLoader(vertx);
            LoadedConfig config = loader.load(sources).await();
            config.findings().forEach(err::println);
            if (config.isRefused()) {
                err.println("The config is refused, nothing was started.");
                vertx.close().await();
                return ExitCodes.INVALID;
            }
            return task.with(vertx, config, loader, sources);
        } finally {
            begun.logging().close();
        }
    }

    private int run(Vertx vertx, LoadedConfig config, ConfigLoader loader, ConfigSources sources, ConfigFiles watched) {
        Logging logging;
        try {
            logging = Logging.start(config.settings().loggerConfig());
        } catch (InvalidSettings refused) {
            err.println(refused.getMessage());
            return ExitCodes.INVALID;
        }
        try {
            Site site = Site.of(vertx, config, loader, environment);
            return exitCode(untilTheEnd(site, config, sources, watched, logging));
        } catch (JoinRefused refused) {
            err.println("Baton could not start: " + refused.getMessage());
            return exitCode(refused.reason());
        } catch (SocketTaken taken) {
            err.println(taken.getMessage());
            return ExitCodes.INVALID;
        } catch (IOException unusable) {
            err.println("Baton could not start: " + unusable.getMessage());
            return ExitCodes.FAILED;
        } catch (InvalidSettings refused) {
            err.println(refused.getMessage());
            return ExitCodes.INVALID;
        } catch (IllegalStateException failed) {
            err.println("Baton could not start: " + failed.getMessage());
            return ExitCodes.FAILED;
        } catch (UnsatisfiedLinkError notThere) {
            err.println("Baton could not start: a native library can't be loaded from "
                    + System.getProperty("java.io.tmpdir") + ": if programs can't be run from there (noexec), or it is"
                    + " full, name another folder, BATON_JAVA_OPTS=-Djava.io.tmpdir=FOLDER (" + notThere.getMessage()
                    + ")");
            return ExitCodes.FAILED;
        } finally {
            logging.close();
        }
    }

    private Outcome untilTheEnd(
            Site site, LoadedConfig config, ConfigSources sources, ConfigFiles watched, Logging logging)
            throws IOException {
        // Agents may write until the site is abandoned.
        try (Assembly assembly = orAbandon(site, () -> Assembly.of(site, config, sources, logging.book()))) {
            return orAbandon(site, () -> untilTheEnd(site, config, watched, assembly, logging));
        }
    }

    private interface Part<T> {
        T done() throws IOException;
    }

    private static <T> T orAbandon(Site site, Part<T> part) throws IOException {
        try {
            return part.done();
        } catch (IOException | RuntimeException failed) {
            site.abandon();
            throw failed;
        }
    }

    private Outcome untilTheEnd(Site site, LoadedConfig config, ConfigFiles watched, Assembly assembly, Logging logging)
            throws IOException {
        Orchestrator baton = assembly.baton();
        Reloader reloader = assembly.reloader();
        ClusterPart cluster = site.node() == null ? null : new ClusterPart(site.node(), config, baton);
        Reach reach = cluster == null ? Reach.of(baton) : cluster.reach();
        Control control = Control.open(site.vertx(), config, baton, reach, environment);
        boolean inTerminal = TerminalSize.find() != null;
        try (StopSignals signals =
                        StopSignals.listen(baton::stop, () -> reloader.onSignal(baton.commands()), inTerminal, err);
                ConfigWatch watch = new ConfigWatch(watched, baton.commands(), reloader::free)) {
            SystemdLink systemd = SystemdLink.open(site.vertx(), baton, reloader::present, environment);
            baton.withReload(systemd.around(reloader::reload));
            baton.start().await();
            baton.verticle().outcome().onComplete(ended -> logging.ending());
            if (cluster != null) {
                begin(cluster, baton);
            }
            assembly.watched().begin(config.watched());
            signals.startedListening();
            watch.begin();
            systemd.ready();
            Outcome outcome = baton.join().await();
            control.close().await();
            if (cluster != null) {
                cluster.end().await();
            }
            systemd.end(outcome);
            if (outcome.stuck().isEmpty()) {
                site.close();
                close(reloader.present());
            }
            return outcome;
        } finally {
            // After a failed start, which must not leave its socket behind.
            control.close().otherwiseEmpty().await();
        }
    }

    /** A node that can't take part has agents already, which end as usual. */
    private static void begin(ClusterPart cluster, Orchestrator baton) {
        try {
            cluster.begin().await();
        } catch (IllegalStateException failed) {
            baton.stop("this node can't take part in its cluster").await();
            throw failed;
        }
    }

    private static int exitCode(JoinRefused.Reason reason) {
        return switch (reason) {
            case UNFIT -> ExitCodes.INVALID;
            case NOBODY -> ExitCodes.NO_ANSWER;
            case FAILED -> ExitCodes.FAILED;
        };
    }

    private int exitCode(Outcome outcome) {
        if (outcome.isSuccess()) {
            return ExitCodes.DONE;
        }
        if (!outcome.failure().isEmpty()) {
            err.println("Everything was stopped because " + outcome.failure());
        }
        List<String> stuck = outcome.stuck();
        List<String> failed =
                outcome.failed().stream().filter(name -> !stuck.contains(name)).toList();
        if (!failed.isEmpty()) {
            err.println(counted(failed.size(), "agent") + " of "
                    + outcome.endings().size() + " did not succeed: " + named(failed));
        }
        if (!stuck.isEmpty()) {
            err.println(counted(stuck.size(), "agent") + " could not be stopped: " + named(stuck));
        }
        return ExitCodes.FAILED;
    }

    private static String named(List<String> names) {
        if (names.size() <= MOST_NAMES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String counted(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    private static void close(LoadedConfig config) {
        try {
            config.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the jars of agentsPath could not be closed", e);
        }
    }
}
