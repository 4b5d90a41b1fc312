package dev.baton.launcher;

import dev.baton.logging.PlainLogback;
import dev.baton.runtime.child.ChildRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** What the JVM of an agent with {@code isolation: process} executes. */
final class ChildMain {
    private static final int LONGEST_SECRET = 1024;

    private ChildMain() {}

    /** Given the path of its parent's socket; the secret comes as the first line of the standard input. */
    public static void main(String... arguments) {
        LazyForeground.begin();
        PlainLogback.choose();
        if (arguments.length != 1) {
            System.err.println("This is started by Baton, for an agent with isolation: process.");
            System.exit(2);
        }
        try {
            ChildRun.run(
                    Path.of(arguments[0]),
                    secret(),
                    BatonVertx::createForOne,
                    InstantSource.system(),
                    System::nanoTime);
        } catch (IOException | RuntimeException e) {
            System.err.println("Baton can't be reached: " + e);
        }
        // Only with no parent any more.
        Runtime.getRuntime().halt(1);
    }

    /** Byte by byte: the rest of the input, if there is any, is the agent's. */
    private static String secret() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = System.in.read(); next != '\n' && next >= 0; next = System.in.read()) {
            if (line.size() == LONGEST_SECRET) {
                throw new IOException("the first line of the standard input is no secret");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
