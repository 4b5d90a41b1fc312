package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The status while so many streams are told so many events a second, beside the status when nothing happens. Every stream must
 * get every event, in order.
 */
final class HttpStreams implements Scenario {
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = Integer.getInteger("bench.streams.seconds", 60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int IDLE_WARM_UP = 3_000;
    private static final int IDLE_SAMPLES = 9_000;

    private final String number;
    private final int streams;
    private final int perSecond;

    HttpStreams(String number, int streams, int perSecond) {
        this.number = number;
        this.streams = streams;
        this.perSecond = perSecond;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        try {
            // While the compilers are at it they take the cores that are measured.
            lap(batons, WARM_UP_SECONDS);
            return new Row(
                    number,
                    streams + " streams, " + perSecond + " events/s: status, p99",
                    "us",
                    lap(batons, SECONDS),
                    Budget.atMost(3));
        } finally {
            batons.close().await();
        }
    }

    /** With a server of its own, whose events are numbered from 1. */
    private Rounds.Result lap(Vertx batons, int seconds) throws Exception {
        int events = seconds * perSecond;
        ScriptedCommands commands = new ScriptedCommands(5_000).agent("db", LifecycleState.RUNNING, true);
        HttpControl http = HttpServing.start(batons, commands);
        idle(http.port(), IDLE_WARM_UP);
        double idle = idle(http.port(), IDLE_SAMPLES);
        long heapBefore = Heap.usedBytes();
        double busy = busy(http.port(), commands, events);
        System.out.printf(
                "%d streams got %,d events each, in order; heap %.1f MB before, %.1f MB after%n",
                streams, events, heapBefore / 1e6, Heap.usedBytes() / 1e6);
        http.stop().await();
        return new Rounds.Result(busy, idle, busy / idle);
    }

    private static double idle(int port, int samples) throws IOException {
        long[] nanos = new long[samples];
        try (HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = ask(exchange);
            }
        }
        return p99(nanos, nanos.length);
    }

    private double busy(int port, ScriptedCommands commands, int events) throws Exception {
        try (StreamReaders readers = new StreamReaders(port, streams, events);
                HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            readers.awaitBegun();
            Thread emitter = new Thread(() -> emit(commands, events), "emitter");
            emitter.start();
            long[] nanos = new long[events];
            int asked = 0;
            while (emitter.isAlive() && asked < nanos.length) {
                nanos[asked++] = ask(exchange);
            }
            emitter.join();
            readers.awaitAll();
            return p99(nanos, asked);
        }
    }

    private void emit(ScriptedCommands commands, int events) {
        long began = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            commands.emit("db", "SOLD", Map.of("order", i, "customer", "Baker & Daughters, 12 Harbour Street"));
        }
    }

    private static long ask(HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(PAUSE_NANOS);
        long began = System.nanoTime();
        exchange.ask();
        return System.nanoTime() - began;
    }

    private static double p99(long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) (count * 0.99)] / 1e3;
    }
}
