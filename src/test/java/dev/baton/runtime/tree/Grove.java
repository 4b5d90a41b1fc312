package dev.baton.runtime.tree;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Orphans;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Trees of shell scripts, whose processes are known among all of the machine by a variable. */
final class Grove implements AutoCloseable {
    static final String TOKEN = "GROVE_TOKEN";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Trees trees;
    private final String token;

    private Grove(Trees trees, String token) {
        this.trees = trees;
        this.token = token;
    }

    /** Keeps its run file in {@code folder}. */
    static Grove in(Path folder, Orphans orphans) {
        return new Grove(new Trees(new Keeping(folder, null, orphans)), folder.toString());
    }

    /** A script that was begun, and what it has written so far. */
    record Planted(ProcessTree tree, Text out, Text err, CompletionStage<Void> drained) {
        ProcessTree.Exit awaitGone() {
            return result(tree.gone());
        }

        String awaitOutput() {
            result(drained);
            return out.toString();
        }

        /** Waits until it has written {@code text}. */
        Planted awaitText(String text) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> out.toString().contains(text));
            return this;
        }
    }

    /** What is written. */
    static final class Text implements Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void accept(byte[] chunk, int offset, int length) {
            bytes.write(chunk, offset, length);
        }

        @Override
        public void end() {
            // All of it stays.
        }

        @Override
        public String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    Planted plant(String agent, String script) {
        return plant(agent, Surroundings.DEFAULT, "sh", "-c", script);
    }

    Planted plant(String agent, Surroundings surroundings, String... command) {
        return plant(launch(agent, surroundings, command).andAdoptable());
    }

    /** One that ends with its Baton in any case. */
    Planted plantMortal(String agent, String script) {
        return plant(launch(agent, Surroundings.DEFAULT, "sh", "-c", script));
    }

    private Launch launch(String agent, Surroundings surroundings, String... command) {
        return new Launch(List.of(command), surroundings, Map.of(TOKEN, token), agent);
    }

    private Planted plant(Launch launch) {
        ProcessTree tree = result(trees.begin(launch));
        Text out = new Text();
        Text err = new Text();
        return new Planted(tree, out, err, tree.drain(out, err));
    }

    static Surroundings withStdin(Stdin stdin) {
        Surroundings usual = Surroundings.DEFAULT;
        return new Surroundings(
                usual.env(), List.of(), usual.inheritEnv(), null, null, null, null, usual.limits(), stdin);
    }

    /** The processes of the machine that were begun here and are alive. */
    List<Proc> alive() {
        return alive(token);
    }

    static List<Proc> alive(String token) {
        return Proc.all().stream()
                .filter(proc -> proc.isAlive() && token.equals(proc.variable(TOKEN)))
                .toList();
    }

    void awaitAlive(int count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> alive().size() == count);
    }

    void awaitEnd() {
        result(trees.end());
    }

    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        awaitEnd();
    }
}
