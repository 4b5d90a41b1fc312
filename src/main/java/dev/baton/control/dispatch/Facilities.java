package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What commands need besides the orchestrator and the history.
 *
 * @param version Baton's own
 * @param node this node's name
 * @param pid this process
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param logs what agents wrote
 * @param usage what the agents that run, and this process, use of the machine
 * @param reload reads the config again; told whether to only say what would be done
 */
public record Facilities(
        String version,
        String node,
        long pid,
        LongSupplier nanoTime,
        LogSource logs,
        Supplier<Future<Answer.Usage>> usage,
        Function<Boolean, Future<Answer.Reloaded>> reload) {

    /** With none of the things that can be left out: logs, usage and reload are answered by a 503. */
    public static Facilities few(String version, String node, long pid, LongSupplier nanoTime) {
        return new Facilities(
                version,
                node,
                pid,
                nanoTime,
                LogSource.NONE,
                () -> missing("there is nothing here to measure the use of the machine with"),
                dryRun -> missing("there is no config file here to read again"));
    }

    /** With log lines. */
    public Facilities withLogs(LogSource newLogs) {
        return new Facilities(version, node, pid, nanoTime, newLogs, usage, reload);
    }

    /** With a meter. */
    public Facilities withUsage(Supplier<Future<Answer.Usage>> newUsage) {
        return new Facilities(version, node, pid, nanoTime, logs, newUsage, reload);
    }

    /** With a config that can be read again. */
    public Facilities withReload(Function<Boolean, Future<Answer.Reloaded>> newReload) {
        return new Facilities(version, node, pid, nanoTime, logs, usage, newReload);
    }

    private static <T> Future<T> missing(String what) {
        return Future.failedFuture(CommandFailure.unavailable(what));
    }
}
