package dev.baton.runtime.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers on disk which trees there are, for whoever has to end or adopt them when Baton is no more. A line is added when a
 * tree begins and when it is gone; when most lines are of no use any more, the file is written anew beside it and put in its
 * place. Confined to the loop.
 *
 * <pre>
 * baton 1 &lt;run&gt; &lt;boot id&gt;
 * + &lt;pid&gt; &lt;start time&gt; &lt;word of the marker&gt; &lt;digest of the command&gt; &lt;agent&gt;
 * - &lt;pid&gt; &lt;start time&gt;
 * </pre>
 */
final class RunFile implements Forest.Chronicle {
    static final String SUFFIX = ".run";

    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final String HEAD = "baton 1 ";
    private static final int SPARE_LINES = 1_000;

    private final Path path;
    private final RunId run;
    private final Map<String, Entry> present = new LinkedHashMap<>();
    private @Nullable FileChannel channel;
    private int lines;
    private boolean troubled;

    private RunFile(Path path, RunId run) {
        this.path = path;
        this.run = run;
    }

    /** One in {@code folder}, with trees that an earlier Baton began. */
    static RunFile create(Path folder, RunId run, List<Entry> earlier) throws IOException {
        RunFile file = new RunFile(folder.resolve(run + SUFFIX), run);
        earlier.forEach(entry -> file.present.put(entry.word(), entry));
        file.rewrite();
        return file;
    }

    Path path() {
        return path;
    }

    @Override
    public void began(Tree tree) {
        Entry entry = tree.sprout().entry();
        if (present.put(entry.word(), entry) == null) {
            write(beginning(entry));
        }
    }

    @Override
    public void ended(Tree tree) {
        forget(tree.sprout().entry());
        tree.sprout().channels().forEach(RunFile::delete);
    }

    /** Nothing is left of it. */
    void forget(Entry entry) {
        present.remove(entry.word());
        write("- " + entry.key() + "\n");
    }

    private static String beginning(Entry entry) {
        return "+ " + entry.key() + " " + entry.word() + " " + entry.command() + " " + entry.agent() + "\n";
    }

    private void write(String line) {
        try {
            FileChannel open = channel;
            if (open == null || ++lines > 2 * present.size() + SPARE_LINES) {
                rewrite();
            } else {
                writeAll(open, line);
            }
            troubled = false;
        } catch (IOException e) {
            // It may end in half a line: next time it is written anew.
            closeChannel();
            if (!troubled) {
                troubled = true;
                LOG.atWarn()
                        .addKeyValue("file", path)
                        .log(
                                "The run file can't be written, so the next Baton won't know all processes of this one: {}",
                                e.getMessage());
            }
        }
    }

    private void rewrite() throws IOException {
        StringBuilder text = new StringBuilder(HEAD + run + " " + RunId.boot() + "\n");
        present.values().forEach(entry -> text.append(beginning(entry)));
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel open = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            writeAll(open, text.toString());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            close(open);
            delete(fresh);
            throw e;
        }
        closeChannel();
        channel = open;
        lines = present.size();
    }

    private static void writeAll(FileChannel open, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            close(open);
        }
    }

    private static void close(FileChannel open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.atDebug().log("A run file could not be closed: {}", e.getMessage());
        }
    }

    /** Nothing is left to remember. */
    void remove() {
        closeChannel();
        delete(path);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("file", file).log("A file could not be deleted: {}", e.getMessage());
        }
    }

    /**
     * What an earlier Baton left.
     *
     * @param file where it stands
     * @param run whose it is
     * @param isOfThisBoot whether the machine has not been started anew since
     * @param entries the trees that had not ended
     */
    record Left(Path file, RunId run, boolean isOfThisBoot, List<Entry> entries) {}

    /**
     * A tree as it is written down.
     *
     * @param pid the leader's number
     * @param start when the kernel began it
     * @param word marks its members
     * @param command a digest of what was begun
     * @param agent for whom
     */
    record Entry(int pid, long start, String word, String command, String agent) {
        private static final int FIELDS = 6;

        private static Entry parse(String line) {
            String[] fields = line.split(" ", FIELDS);
            return new Entry(Integer.parseInt(fields[1]), Long.parseLong(fields[2]), fields[3], fields[4], fields[5]);
        }

        private String key() {
            return pid + " " + start;
        }

        /** The leader, if it is still that process and no other that was given its number. */
        @Nullable
        Proc leader() {
            Proc proc = Proc.of(pid);
            return proc != null && proc.start() == start && proc.isAlive() ? proc : null;
        }
    }

    /**
     * Reads one; null if it is none, one that was not written to the end of its first line, or not there any more. Lines that
     * are damaged are passed over.
     */
    static @Nullable Left read(Path file) throws IOException {
        List<String> all;
        try {
            all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return null; // Whose it was has just ended.
        }
        if (all.isEmpty() || !all.get(0).startsWith(HEAD)) {
            return null;
        }
        try {
            String[] head = all.get(0).substring(HEAD.length()).split(" ", -1);
            return new Left(
                    file,
                    RunId.parse(head[0]),
                    head[1].equals(RunId.boot()),
                    entries(file, all.subList(1, all.size())));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            LOG.atWarn().addKeyValue("file", file).log("The run file of an earlier Baton is damaged and is left alone");
            return null;
        }
    }

    private static List<Entry> entries(Path file, List<String> lines) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.startsWith("+ ")) {
                entries.remove(line.substring(Math.min(2, line.length())));
                continue;
            }
            try {
                Entry entry = Entry.parse(line);
                entries.put(entry.key(), entry);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .log("A line of the run file of an earlier Baton is damaged and is passed over: {}", line);
            }
        }
        return new ArrayList<>(entries.values());
    }
}
