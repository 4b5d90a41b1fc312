package dev.baton.bench;

import io.vertx.core.Vertx;
import java.util.function.BiConsumer;

/** The heap that one agent takes that is deployed and waits: everything that Baton and Vert.x know of it. */
final class IdleHeap implements Scenario {
    private static final Rounds ROUNDS = new Rounds(1, 5);

    private final String number;
    private final int count;

    IdleHeap(String number, int count) {
        this.number = number;
        this.count = count;
    }

    @Override
    public Row run() throws Exception {
        Rounds.Result result = ROUNDS.compare(
                () -> bytesEach(Vertxes.batons(), Idlers::deployAgents),
                () -> bytesEach(Vertxes.stock(), Idlers::deployVerticles));
        String name = "heap of an idle agent, of %,d".formatted(count);
        return new Row(number, name, "bytes", result, Budget.atMost(3));
    }

    private double bytesEach(Vertx vertx, BiConsumer<Vertx, Integer> deploy) {
        long before = Heap.usedBytes();
        deploy.accept(vertx, count);
        double each = (double) (Heap.usedBytes() - before) / count;
        vertx.close().await();
        return each;
    }
}
