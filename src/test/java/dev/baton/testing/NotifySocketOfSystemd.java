package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** What systemd listens at: hears what a service says, each datagram as a whole. */
public final class NotifySocketOfSystemd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST = 4096;

    private final String name;
    private final AFUNIXDatagramChannel channel;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private NotifySocketOfSystemd(String name, AFUNIXSocketAddress address) {
        this.name = name;
        try {
            channel = AFUNIXDatagramChannel.open();
            channel.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One at {@code path} that nobody reads. */
    public static NotifySocketOfSystemd unread(Path path) {
        try {
            return new NotifySocketOfSystemd(path.toString(), AFUNIXSocketAddress.of(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One at {@code path}. */
    public static NotifySocketOfSystemd at(Path path) {
        return unread(path).read();
    }

    /** One with an abstract name that nobody else has. */
    public static NotifySocketOfSystemd withAbstractName() {
        String name = "baton-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try {
            return new NotifySocketOfSystemd("@" + name, AFUNIXSocketAddress.inAbstractNamespace(name)).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads from now on, what has come before first. */
    public NotifySocketOfSystemd read() {
        Thread reader = new Thread(this::hear, "hears at " + name);
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    private void hear() {
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST);
        try {
            while (channel.isOpen()) {
                datagram.clear();
                channel.receive(datagram);
                if (datagram.flip().hasRemaining()) {
                    heard.add(StandardCharsets.UTF_8.decode(datagram).toString());
                }
            }
        } catch (IOException closed) {
            // There is no more to hear.
        }
    }

    /** For {@code NOTIFY_SOCKET}. */
    public String name() {
        return name;
    }

    /** All that was said so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** All but signs of life. */
    public List<String> news() {
        return heard.stream().filter(words -> !words.equals("WATCHDOG=1")).toList();
    }

    /** How many signs of life there were. */
    public long signs() {
        return heard.stream().filter("WATCHDOG=1"::equals).count();
    }

    /** Waits until something was said that is as {@code wanted}. */
    public NotifySocketOfSystemd await(String description, Predicate<String> wanted) {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(wanted));
        } catch (ConditionTimeoutException e) {
            assertThat(heard()).as(description).anyMatch(wanted);
        }
        return this;
    }

    /** Waits until something was said that holds {@code line} among its lines. */
    public NotifySocketOfSystemd awaitLine(String line) {
        return await(line, words -> words.lines().anyMatch(line::equals));
    }

    /** Nobody listens there any more; the file stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
