package dev.baton.control.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.protocol.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever clients send: the server goes on, answers the others in time, and keeps nothing of those that have gone. */
class BadClientsTest {
    private static final int BAD_ONES = 200;
    private static final int QUESTIONS = 200;
    private static final long SEED = 42;
    /** Generous, for machines that are busy with other things; alone it takes well below a millisecond. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static Path fuzzFolder;
    private static SocketServer fuzzed;

    @TempDir
    private Path folder;

    @BeforeContainer
    static void openForFuzzing() throws IOException {
        fuzzFolder = Files.createTempDirectory("baton");
        fuzzed = open(fuzzFolder);
    }

    @AfterContainer
    static void closeAfterFuzzing() throws Exception {
        fuzzed.close().await(60, TimeUnit.SECONDS);
        Files.delete(fuzzFolder);
    }

    private static SocketServer open(Path folder) throws IOException {
        return SocketServer.open(
                SocketSettings.at(folder.resolve("s")),
                new PuppetCommands(),
                InstantSource.system(),
                System::nanoTime,
                SocketListener.NONE);
    }

    @Property(tries = 300)
    void anyBytesAreSurvived(@ForAll @Size(max = 30) List<@Size(max = 200) byte[]> pieces, @ForAll boolean reads) {
        try (TestClient bad = TestClient.connect(fuzzFolder.resolve("s"))) {
            pieces.forEach(bad::send);
            if (reads) {
                bad.send("\n").saysNoMore();
                while (!bad.isClosedByServer()) {
                    assertThat(bad.reply().code()).isEqualTo(400);
                }
            }
        }
        try (TestClient good = TestClient.connect(fuzzFolder.resolve("s"))) {
            assertThat(good.ask("1", new Command.Status()).reply().isSuccess()).isTrue();
        }
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> fuzzed.counts().open() == 0);
    }

    @Test
    void aCorrectClientIsAnsweredInTimeWhile200BadOnesAreAtIt() throws Exception {
        long files = openFiles();
        SocketServer server = open(folder);
        AtomicBoolean over = new AtomicBoolean();
        Thread badOnes = new Thread(() -> misbehave(over), "bad ones");
        badOnes.start();
        await().until(() -> server.counts().open() >= BAD_ONES / 2);

        try (TestClient good = TestClient.connect(folder.resolve("s"))) {
            // Until it has been asked often enough, and bad ones have come in place of others that were thrown out.
            for (int i = 0; i < QUESTIONS || server.counts().accepted() <= BAD_ONES; i++) {
                long began = System.nanoTime();
                assertThat(good.ask("1", new Command.Status()).reply().isSuccess())
                        .isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
            }
        }

        over.set(true);
        badOnes.join();
        await().until(() -> server.counts().open() == 0);
        assertThat(server.counts().accepted()).isGreaterThan(BAD_ONES);
        server.close().await(60, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .filteredOn(name -> name.equals("baton-socket"))
                .hasSizeLessThanOrEqualTo(1));
        await().until(() -> openFiles() <= files + 2);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private void misbehave(AtomicBoolean over) {
        Random random = new Random(SEED);
        List<SocketChannel> channels = new ArrayList<>();
        try {
            while (!over.get()) {
                if (channels.size() < BAD_ONES) {
                    SocketChannel channel =
                            TestClient.connect(folder.resolve("s")).channel();
                    channel.configureBlocking(false);
                    channels.add(channel);
                }
                int which = random.nextInt(channels.size());
                if (!misbehave(channels.get(which), random)) {
                    channels.remove(which).close();
                }
            }
            for (SocketChannel channel : channels) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether to keep the connection. */
    private static boolean misbehave(SocketChannel channel, Random random) {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        try {
            switch (random.nextInt(6)) {
                case 0 -> channel.write(ByteBuffer.wrap(noise));
                case 1 ->
                    channel.write(
                            ByteBuffer.wrap("[".repeat(random.nextInt(5_000)).getBytes(StandardCharsets.UTF_8)));
                case 2 ->
                    channel.write(ByteBuffer.wrap("{\"payload\":{\"command\":\"status\"}}\n"
                            .repeat(random.nextInt(500))
                            .getBytes(StandardCharsets.UTF_8)));
                case 3 -> channel.write(ByteBuffer.wrap(new byte[Protocol.LONGEST_REQUEST + 1]));
                case 4 ->
                    channel.write(ByteBuffer.wrap(
                            "{\"payload\":{\"command\":\"stats\"}}\n{".getBytes(StandardCharsets.UTF_8)));
                default -> {
                    return random.nextInt(4) > 0;
                }
            }
            return true;
        } catch (IOException closedByServer) {
            return false;
        }
    }
}
