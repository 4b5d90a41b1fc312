package dev.baton.runtime.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pipe from which Baton reads what a process writes. Whoever it is drained to, no thread waits for it: the loop
 * hears that there is something, and a thread of a shared pool carries it.
 */
final class Pipe {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS_IN_A_ROW = 16;
    private static final int SET_FLAGS = 4;

    /** Who waits for a stream is not told that the processes are gone. */
    private static final int LOOK_AGAIN_MILLIS = 500;

    private static final ThreadLocal<Chunk> CHUNKS = ThreadLocal.withInitial(Chunk::new);

    private final int fd;
    private final Loop loop;
    private final Executor carriers;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable Sink sink;
    private long key;
    private volatile boolean nothingFollows;

    /** What one thread reads into. */
    private static final class Chunk {
        private final ByteBuffer kernels = ByteBuffer.allocateDirect(CHUNK);
        private final byte[] javas = new byte[CHUNK];
    }

    /** Takes over {@code fd}, which it closes at the end. */
    Pipe(int fd, Loop loop, Executor carriers) {
        this.fd = fd;
        this.loop = loop;
        this.carriers = carriers;
        LibC.fcntl(fd, SET_FLAGS, LibC.O_NONBLOCK);
    }

    /** A pipe's two ends: Baton's and that for a process, which is to be closed once it has begun. */
    static int[] open() throws IOException {
        int[] ends = new int[2];
        if (LibC.pipe2(ends, LibC.O_CLOEXEC) != 0) {
            throw new IOException("no pipe can be opened: " + LibC.words(LibC.errno())
                    + "; raise the limit of open files (ulimit -n) of Baton");
        }
        return ends;
    }

    /** Carries all to {@code to}; completes after its end. Called once, and not with {@link #stream()}. */
    CompletionStage<Void> drain(Sink to) {
        Runnable begin = () -> {
            sink = to;
            key = loop.watch(fd, Loop.READABLE | Loop.ONCE, this::call);
            if (nothingFollows) {
                call();
            }
        };
        // On the loop, which must not hear of the first bytes before the key is known.
        if (!loop.execute(begin)) {
            begin.run();
        }
        return drained.minimalCompletionStage();
    }

    /** The processes are gone: what is in it now is all, even if somebody else still holds its other end. On the loop. */
    void nothingFollows() {
        nothingFollows = true;
        if (sink != null) {
            call();
        }
    }

    private void call() {
        if (calls.getAndIncrement() == 0) {
            try {
                carriers.execute(this::answerCalls);
            } catch (RejectedExecutionException e) {
                LOG.debug("Baton has ended, what a process wrote at last is lost", e);
                end();
                calls.set(0);
            } catch (RuntimeException | Error e) {
                LOG.error("No thread can be begun to read what a process writes, it is tried again", e);
                calls.set(0);
                again();
            }
        }
    }

    private void again() {
        loop.again(fd, Loop.READABLE | Loop.ONCE, key);
    }

    private void answerCalls() {
        int answered = calls.get();
        do {
            attempt(this::carry, this::again);
            answered = calls.addAndGet(-answered);
        } while (answered > 0);
    }

    private void carry() {
        if (drained.isDone()) {
            return;
        }
        boolean last = nothingFollows;
        for (int i = 0; i < CHUNKS_IN_A_ROW || last; i++) {
            int length = readInto(CHUNKS.get());
            if (length == 0 || (length < 0 && (last || LibC.errno() != LibC.EAGAIN))) {
                end();
                return;
            }
            if (length < 0) {
                break;
            }
        }
        again();
    }

    private int readInto(Chunk chunk) {
        chunk.kernels.clear();
        int length = (int) LibC.read(fd, chunk.kernels, CHUNK);
        if (length > 0) {
            chunk.kernels.get(0, chunk.javas, 0, length);
            attempt(() -> requireSink().accept(chunk.javas, 0, length), () -> {});
        }
        return length;
    }

    private Sink requireSink() {
        return Objects.requireNonNull(sink);
    }

    private void end() {
        if (drained.isDone()) {
            return;
        }
        loop.forget(fd, key);
        LibC.close(fd);
        attempt(() -> requireSink().end(), () -> {});
        drained.complete(null);
    }

    /** Whatever a user's sink throws, such as a StackOverflowError of a regular expression, the pipe is read on. */
    private static void attempt(Runnable task, Runnable otherwise) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("What a process wrote could not be taken", e);
            otherwise.run();
        }
    }

    /** For one thread that waits for it; closed at its end. */
    InputStream stream() {
        return new InputStream() {
            private final Chunk chunk = new Chunk();
            private boolean closed;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                while (!closed) {
                    boolean last = nothingFollows;
                    chunk.kernels.clear();
                    int count = (int) LibC.read(fd, chunk.kernels, Math.min(length, CHUNK));
                    if (count > 0) {
                        chunk.kernels.get(0, into, offset, count);
                        return count;
                    }
                    if (count == 0 || last || LibC.errno() != LibC.EAGAIN) {
                        close();
                    } else {
                        awaitMore();
                    }
                }
                return -1;
            }

            private void awaitMore() {
                byte[] polled = ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putInt(fd)
                        .putShort((short) 1)
                        .array();
                LibC.poll(polled, 1, LOOK_AGAIN_MILLIS);
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    LibC.close(fd);
                }
            }
        };
    }
}
