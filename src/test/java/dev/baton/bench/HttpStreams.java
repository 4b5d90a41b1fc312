package dev.baton.bench;

import dev.baton.control.http.HttpControl;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The status while so many streams are told so many events a second, beside the status when nothing happens. Every stream must
 * get every event, in order.
 */
final class HttpStreams implements Scenario {
    private static final int SECONDS = Integer.getInteger("bench.streams.seconds", 60);
    private static final long LONGEST_SECONDS = 120;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int IDLE_SAMPLES = 3_000;

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
        Vertx clients = Vertx.vertx();
        try {
            ScriptedCommands commands = new ScriptedCommands(5_000).agent("db", LifecycleState.RUNNING, true);
            HttpControl http = HttpServing.start(batons, commands);
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                idle(http.port());
            }
            double idle = idle(http.port());
            long heapBefore = Heap.usedBytes();
            double busy = busy(clients, http.port(), commands);
            System.out.printf(
                    "%d streams got %,d events each, in order; heap %.1f MB before, %.1f MB after%n",
                    streams, events(), heapBefore / 1e6, Heap.usedBytes() / 1e6);
            Rounds.Result result = new Rounds.Result(busy, idle, busy / idle);
            return new Row(
                    number,
                    streams + " streams, " + perSecond + " events/s: status, p99",
                    "us",
                    result,
                    Budget.atMost(3));
        } finally {
            clients.close().await();
            batons.close().await();
        }
    }

    private int events() {
        return SECONDS * perSecond;
    }

    private static double idle(int port) throws IOException {
        long[] nanos = new long[IDLE_SAMPLES];
        try (HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = ask(exchange);
            }
        }
        return p99(nanos, nanos.length);
    }

    private double busy(Vertx clients, int port, ScriptedCommands commands) throws Exception {
        // One for all, and closed at the end: a client that nobody holds any more closes its sockets when it is
        // collected.
        NetClient client = clients.createNetClient();
        try {
            return busy(clients, client, port, commands);
        } finally {
            client.close().await();
        }
    }

    private double busy(Vertx clients, NetClient client, int port, ScriptedCommands commands) throws Exception {
        CountDownLatch all = new CountDownLatch(streams);
        CountDownLatch open = new CountDownLatch(streams);
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            readers.add(new Reader(events(), open, all));
        }
        clients.runOnContext(start ->
                readers.forEach(reader -> client.connect(port, HttpServing.HOST).onSuccess(socket -> {
                    socket.handler(reader::read);
                    socket.write(Buffer.buffer(HttpExchange.request("/api/events/stream?last=0")));
                })));
        if (!open.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " streams have not begun");
        }
        Thread emitter = new Thread(() -> emit(commands), "emitter");
        emitter.start();
        long[] nanos = new long[SECONDS * 500];
        int asked = 0;
        try (HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            while (emitter.isAlive() && asked < nanos.length) {
                nanos[asked++] = ask(exchange);
            }
        }
        emitter.join();
        if (!all.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    all.getCount() + " of " + streams + " streams have not got everything; the last"
                            + " event of the first is " + readers.get(0).last + " of " + events());
        }
        return p99(nanos, asked);
    }

    private void emit(ScriptedCommands commands) {
        long began = System.nanoTime();
        for (int i = 0; i < events(); i++) {
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

    /** Finds the lines that begin with {@code id: } and checks their numbers. */
    private static final class Reader {
        private static final byte[] ID = {'i', 'd', ':', ' '};

        private final int events;
        private final CountDownLatch open;
        private final CountDownLatch all;
        private boolean isOpen;
        private int matched;
        private boolean inNumber;
        private boolean lineBegins = true;
        private long number;
        private volatile long last;

        Reader(int events, CountDownLatch open, CountDownLatch all) {
            this.events = events;
            this.open = open;
            this.all = all;
        }

        void read(Buffer part) {
            byte[] bytes = part.getBytes();
            if (!isOpen && part.toString().contains("newest_seq")) {
                isOpen = true;
                open.countDown();
            }
            for (byte b : bytes) {
                read(b);
            }
        }

        private void read(byte b) {
            if (b == '\n') {
                if (inNumber) {
                    finish();
                }
                lineBegins = true;
                matched = 0;
            } else if (inNumber) {
                // The carriage return of a chunk's head may stand in between.
                number = b >= '0' && b <= '9' ? number * 10 + b - '0' : number;
            } else if (lineBegins && b == ID[matched]) {
                matched++;
                inNumber = matched == ID.length;
            } else {
                lineBegins = false;
            }
        }

        private void finish() {
            if (number != last + 1) {
                throw new IllegalStateException("after " + last + " came " + number);
            }
            last = number;
            number = 0;
            inNumber = false;
            if (last == events) {
                all.countDown();
            }
        }
    }
}
