package dev.baton.runtime.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process that outlives Baton by a moment: it waits for the end of a pipe that only Baton has open, and then kills
 * all that this Baton has begun and that can't be adopted. If somebody ends it, another takes its place. Confined to the
 * loop once it has begun.
 */
final class Guardian {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final String SHELL = "/bin/sh";
    private static final int WITHOUT_WAITING = 1;
    private static final int NONE = -1;
    private static final int MOST_REPLACED = 100;
    private static final String SCRIPT = script();

    private final Forest forest;
    private final Path runFile;
    private final RunId run;
    private int pipe = NONE;
    private int replaced;

    /** There is one, and the loop will hear of its end. */
    private boolean watched;

    private @Nullable Runnable dismissed;

    Guardian(Forest forest, Path runFile, RunId run) {
        this.forest = forest;
        this.runFile = runFile;
        this.run = run;
    }

    private static String script() {
        try (InputStream script = Guardian.class.getResourceAsStream("guardian.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("guardian.sh can't be read from Baton's jar", e);
        }
    }

    /** Begins it. */
    void begin() throws IOException {
        int[] ends = Pipe.open();
        int own;
        try {
            own = Spawn.process(
                    SHELL,
                    List.of("sh", "-c", SCRIPT, "baton-guardian", runFile.toString(), run.toString()),
                    Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                    null,
                    Stdio.NONE.reading(new Stdio.Copied(ends[0])));
        } catch (IOException | RuntimeException | Error e) {
            LibC.close(ends[1]);
            throw e;
        } finally {
            LibC.close(ends[0]);
        }
        pipe = ends[1];
        watched = true;
        forest.loop().execute(() -> watch(own));
    }

    private void watch(int own) {
        forest.isHelper(own, true);
        int handle = PidFd.open(own);
        if (handle != PidFd.NONE) {
            long[] key = new long[1];
            key[0] = forest.loop().watch(handle, Loop.READABLE, () -> {
                forest.loop().forget(handle, key[0]);
                LibC.close(handle);
                ended(own);
            });
        } else {
            watched = false;
            Runnable then = dismissed;
            if (then != null) {
                then.run();
            }
        }
    }

    private void ended(int own) {
        watched = false;
        LibC.waitpid(own, new int[1], WITHOUT_WAITING);
        forest.isHelper(own, false);
        Runnable then = dismissed;
        if (then != null) {
            then.run();
        } else if (++replaced > MOST_REPLACED) {
            LOG.error(
                    "Baton's guardian was ended {} times, processes may outlive a Baton that is killed", MOST_REPLACED);
        } else {
            closePipe();
            LOG.warn("The guardian of Baton's processes was ended by somebody, another takes its place");
            try {
                begin();
            } catch (IOException e) {
                LOG.error("No other guardian can be begun, processes may outlive a Baton that is killed", e);
            }
        }
    }

    /** Baton leaves: it looks a last time whether anything is left, and ends; {@code then} is run after that. */
    void dismiss(Runnable then) {
        dismissed = then;
        closePipe();
        if (!watched) {
            then.run();
        }
    }

    /** Once: its number may be another's after that. */
    private void closePipe() {
        if (pipe != NONE) {
            LibC.close(pipe);
            pipe = NONE;
        }
    }
}
