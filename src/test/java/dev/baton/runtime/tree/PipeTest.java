package dev.baton.runtime.tree;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PipeTest {
    private final AtomicReference<String> taken = new AtomicReference<>("");
    private final AtomicInteger ends = new AtomicInteger();

    private final Sink sink = new Sink() {
        @Override
        public void accept(byte[] chunk, int offset, int length) {
            taken.accumulateAndGet(new String(chunk, offset, length, StandardCharsets.UTF_8), String::concat);
            throw new StackOverflowError("thrown by a test");
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }
    };

    private CompletionStage<Void> drained(Loop loop, Executor carriers) throws IOException {
        int[] pipe = Pipe.open();
        LibC.write(pipe[1], "one".getBytes(StandardCharsets.UTF_8), 3);
        CompletionStage<Void> drained = new Pipe(pipe[0], loop, carriers).drain(sink);
        LibC.write(pipe[1], "two".getBytes(StandardCharsets.UTF_8), 3);
        LibC.close(pipe[1]);
        return drained;
    }

    @Test
    void isReadToItsEndAlthoughItsSinkFailsAndThreadsCannotBeBegun() throws IOException {
        AtomicInteger failures = new AtomicInteger(3);
        try (Loop loop = new Loop("test-loop", () -> {})) {
            assertThat(drained(loop, task -> {
                        if (failures.getAndDecrement() > 0) {
                            throw new OutOfMemoryError("thrown by a test");
                        }
                        task.run();
                    }))
                    .succeedsWithin(30, SECONDS);
        }
        assertThat(taken).hasValue("onetwo");
        assertThat(ends).hasValue(1);
    }

    @Test
    void endsWhenNobodyCarriesAnyMore() throws IOException {
        try (Loop loop = new Loop("test-loop", () -> {})) {
            assertThat(drained(loop, task -> {
                        throw new RejectedExecutionException("thrown by a test");
                    }))
                    .succeedsWithin(30, SECONDS);
        }
        assertThat(ends).hasValue(1);
    }
}
