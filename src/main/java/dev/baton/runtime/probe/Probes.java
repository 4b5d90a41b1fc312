package dev.baton.runtime.probe;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.process.Surroundings;
import dev.baton.runtime.ContextLoop;
import dev.baton.runtime.TimingWheel;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what looks after the processes of one orchestrator, and holds what they share: clients, threads, the look at what trees
 * use. For the orchestrator's event loop.
 */
public final class Probes implements AutoCloseable {
    private static final int MOST_CONNECTIONS_TO_ONE_SERVER = 256;
    private static final long STACK = 128 * 1024;

    private final TimingWheel.Loop loop;
    private final Trees trees;
    private final LongSupplier nanoTime;
    private final Vertx vertx;
    private final ExecutorService readers = Executors.newCachedThreadPool(Probes::reader);
    private final CeilingWatch ceilings;
    private @Nullable HttpClient http;
    private @Nullable NetClient net;
    private @Nullable NotifyLoop notifyLoop;

    /**
     * For agents of the orchestrator on {@code context}.
     *
     * @param trees runs the commands of probes
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public Probes(Context context, Trees trees, LongSupplier nanoTime) {
        this.vertx = context.owner();
        this.loop = new ContextLoop(vertx, context);
        this.trees = trees;
        this.nanoTime = nanoTime;
        this.ceilings = new CeilingWatch(nanoTime);
    }

    private static Thread reader(Runnable task) {
        Thread thread = new Thread(null, task, "baton-probe-output", STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** What looks after one start of the agent {@code spec}, which has a process, and tells {@code patron}. */
    public Probing of(AgentSpec spec, Patron patron) {
        return new Probing(spec, this, patron);
    }

    TimingWheel.Loop loop() {
        return loop;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    CeilingWatch ceilings() {
        return ceilings;
    }

    /** @param signs whether the process has given a sign of life since it was last asked */
    Question question(Probe probe, Surroundings surroundings, String agent, AtomicBoolean signs) {
        int timeout =
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, probe.timeout().toMillis()));
        Check check = probe.check();
        if (check instanceof Check.Tcp tcp) {
            return new TcpQuestion(net(), tcp, timeout);
        }
        if (check instanceof Check.Http page) {
            return new HttpQuestion(http(), page, timeout);
        }
        if (check instanceof Check.Exec exec) {
            return new ExecQuestion(trees, exec, surroundings, agent, loop, readers);
        }
        return new SignQuestion(signs);
    }

    /** Made for the first probe of its kind, as most starts have none. */
    private HttpClient http() {
        HttpClient present = http;
        if (present == null) {
            present = vertx.createHttpClient(
                    // Whether a page can be had is asked, not whether it can be trusted.
                    new HttpClientOptions()
                            .setKeepAlive(false)
                            .setTrustAll(true)
                            .setVerifyHost(false),
                    new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS_TO_ONE_SERVER));
            http = present;
        }
        return present;
    }

    private NetClient net() {
        NetClient present = net;
        if (present == null) {
            present = vertx.createNetClient(new NetClientOptions());
            net = present;
        }
        return present;
    }

    CompletionStage<NotifySocket> openSocket(@Nullable String user, Consumer<Notice> reader) {
        try {
            // One that has ended, by an error, took its sockets with it, but others can be made.
            NotifyLoop present = notifyLoop == null || notifyLoop.isEnded() ? NotifyLoop.start() : notifyLoop;
            notifyLoop = present;
            return present.open(user, reader);
        } catch (IOException | RuntimeException | Error e) {
            // There may be no room for another thread, for one; whoever asked has to be told.
            return CompletableFuture.failedFuture(e);
        }
    }

    void close(NotifySocket socket) {
        if (notifyLoop != null) {
            notifyLoop.close(socket);
        }
    }

    /** Releases what is shared; what looks after single processes must have ended. */
    @Override
    public void close() {
        ceilings.close();
        readers.shutdown();
        if (http != null) {
            http.close();
        }
        if (net != null) {
            net.close();
        }
        if (notifyLoop != null) {
            notifyLoop.close();
        }
    }
}
