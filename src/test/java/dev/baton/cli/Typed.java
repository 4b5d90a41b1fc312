package dev.baton.cli;

import dev.baton.cli.Surroundings.Size;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody at a keyboard: types command lines and reads what comes back. */
final class Typed {
    private static final Foreground NO_FOREGROUND = new Foreground() {
        @Override
        public int run(Request request) {
            throw new AssertionError("nothing is to be run");
        }

        @Override
        public int runNodes(Request request, Nodes nodes) {
            throw new AssertionError("no nodes are to be run");
        }

        @Override
        public int validate(Request request) {
            throw new AssertionError("nothing is to be validated");
        }

        @Override
        public int create(Create request) {
            throw new AssertionError("nothing is to be made");
        }

        @Override
        public int importFile(Import request) {
            throw new AssertionError("nothing is to be imported");
        }
    };

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private @Nullable Size terminal;

    static Typed nowhere() {
        return new Typed();
    }

    static Typed at(Path socket) {
        return new Typed().with("BATON_SOCKET", socket.toString());
    }

    Typed with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Typed onTerminal(int columns, int lines) {
        terminal = new Size(columns, lines);
        return this;
    }

    int type(String... line) {
        out.reset();
        err.reset();
        return command().execute(line);
    }

    BatonCommand command() {
        return new BatonCommand(
                NO_FOREGROUND,
                new Surroundings(
                        environment,
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal,
                        InstantSource.fixed(Instant.EPOCH)));
    }

    Screen screen() {
        return new Screen(new Surroundings(
                environment,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                InstantSource.fixed(Instant.EPOCH)));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
