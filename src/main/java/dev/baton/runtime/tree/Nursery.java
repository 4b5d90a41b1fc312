package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import dev.baton.process.Stdin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where trees begin, or are taken over. Works on one thread, which may wait for the kernel to begin a process. */
final class Nursery {
    private static final Map<String, String> INHERITED = Map.copyOf(new ProcessBuilder().environment());
    private static final int DIGEST_CHARACTERS = 16;

    private final Orphans orphans;
    private final Path folder;
    private final Executor carriers;
    private final RunId run = RunId.next();
    private final Map<String, RunFile.Entry> adoptable = new HashMap<>();
    private final RunFile runFile;
    private final Forest forest;
    private final Guardian guardian;
    private long count;

    /** What there has to be before the first process: a file to remember it, somebody to look after it, and its guardian. */
    private record Ground(RunFile runFile, Forest forest, Guardian guardian) {
        static Ground prepare(Path folder, RunId run, List<RunFile.Entry> entries) throws IOException {
            RunFile runFile = RunFile.create(folder, run, entries);
            Forest forest = new Forest(runFile);
            Guardian guardian = new Guardian(forest, runFile.path(), run);
            try {
                guardian.begin();
            } catch (IOException | RuntimeException | Error e) {
                forest.loop().close();
                runFile.remove();
                throw e;
            }
            return new Ground(runFile, forest, guardian);
        }
    }

    /** Settles what earlier Batons left, and is ready. */
    Nursery(Keeping keeping, Executor carriers) throws IOException {
        orphans = keeping.orphans();
        folder = folder(keeping);
        this.carriers = carriers;
        Foundlings.claim();
        Ground[] made = new Ground[1];
        new Leftovers(folder).settle(orphans == Orphans.ADOPT, entries -> {
            entries.forEach(entry -> adoptable.put(entry.agent(), entry));
            // If it fails, the files of earlier Batons are still there for whoever tries again.
            made[0] = Ground.prepare(folder, run, entries);
        });
        Ground ground = Objects.requireNonNull(made[0]);
        runFile = ground.runFile();
        forest = ground.forest();
        guardian = ground.guardian();
        if (Foundlings.areItsDuty()) {
            forest.attend();
        }
    }

    private static Path folder(Keeping keeping) throws IOException {
        Path otherwise = keeping.otherwise();
        try {
            return own(keeping.folder());
        } catch (IOException e) {
            if (otherwise == null) {
                throw e;
            }
            return own(otherwise);
        }
    }

    /** Somebody else's folder could make Baton end or adopt what it should not. */
    private static Path own(Path folder) throws IOException {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new IOException(
                    "stateDir " + folder + " can't be made: " + e + "; name one that Baton may write to", e);
        }
        if (!Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException("stateDir " + folder + " belongs to " + Files.getOwner(folder)
                    + " but must belong to Baton's own user: name another");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("stateDir " + folder + " can't be written to: allow it, or name another");
        }
        return folder;
    }

    /** Takes over the process of an earlier Baton, or begins one. */
    Tree begin(Launch launch) throws IOException {
        String command = digest(launch.command());
        boolean lasting = launch.adoptable() && orphans == Orphans.ADOPT;
        RunFile.Entry left = adoptable.get(launch.agent());
        if (left != null && launch.adoptable() && isToBeAdopted(left, command)) {
            Tree adopted = adopt(left);
            adoptable.remove(left.agent());
            return adopted;
        }
        if (left != null) {
            discard(left);
        }
        String word = run.word(++count, lasting);
        CommandLine line = CommandLine.of(launch, INHERITED)
                .with(Marker.VARIABLE, Marker.with(INHERITED.get(Marker.VARIABLE), word));
        return lasting ? beginWithChannels(launch, line, word, command) : beginWithPipes(launch, line, word, command);
    }

    private boolean isToBeAdopted(RunFile.Entry entry, String command) throws IOException {
        long before = Proc.refusals();
        boolean isThere = entry.leader() != null;
        if (!isThere && Proc.refusals() != before) {
            throw new IOException(
                    "whether process " + entry.pid() + " of an earlier Baton is still there can't be seen:"
                            + " too many open files; raise the limit of open files (ulimit -n) of Baton");
        }
        return isThere
                && entry.command().equals(command)
                && Channels.of(folder, entry.word()).stream().allMatch(Files::exists);
    }

    /** Ends one that is not adopted after all. */
    private void discard(RunFile.Entry entry) {
        Leftovers.end(entry);
        adoptable.remove(entry.agent());
        Channels.of(folder, entry.word()).forEach(RunFile::delete);
        forest.loop().execute(() -> runFile.forget(entry));
    }

    private Tree adopt(RunFile.Entry entry) throws IOException {
        List<Path> channels = Channels.of(folder, entry.word());
        try (Held held = new Held()) {
            int out = held.channel(channels.get(0));
            int err = held.channel(channels.get(1));
            Tree tree = planted(entry, true, null, out, err, channels);
            held.letGo(out);
            held.letGo(err);
            return tree;
        }
    }

    private Tree beginWithPipes(Launch launch, CommandLine line, String word, String command) throws IOException {
        try (Held held = new Held()) {
            int[] out = held.pipe();
            int[] err = held.pipe();
            Tree tree = begin(
                    launch,
                    line,
                    new Naming(word, command, List.of()),
                    new Outlet(new Stdio.Copied(out[1]), out[0]),
                    new Outlet(new Stdio.Copied(err[1]), err[0]));
            held.letGo(out[0]);
            held.letGo(err[0]);
            return tree;
        }
    }

    private Tree beginWithChannels(Launch launch, CommandLine line, String word, String command) throws IOException {
        List<Path> channels = Channels.of(folder, word);
        try (Held held = new Held()) {
            Channels.create(channels);
            // Before the process opens them: if it ends at once, what it wrote would be lost without a reader.
            int out = held.channel(channels.get(0));
            int err = held.channel(channels.get(1));
            Tree tree = begin(
                    launch,
                    line,
                    new Naming(word, command, channels),
                    new Outlet(Channels.forProcess(channels.get(0)), out),
                    new Outlet(Channels.forProcess(channels.get(1)), err));
            held.letGo(out);
            held.letGo(err);
            return tree;
        } catch (IOException | RuntimeException | Error e) {
            channels.forEach(RunFile::delete);
            throw e;
        }
    }

    /** How a tree is known again: by its marker, by what was begun, by its files. */
    private record Naming(String word, String command, List<Path> channels) {}

    /** One way out of a process: what it writes to, and where Baton reads it. */
    private record Outlet(Stdio.Source source, int fd) {}

    private Tree begin(Launch launch, CommandLine line, Naming naming, Outlet out, Outlet err) throws IOException {
        try (Held held = new Held()) {
            int @Nullable [] in = launch.surroundings().stdin() == Stdin.PIPED ? held.pipe() : null;
            Stdio stdio = new Stdio(in == null ? Stdio.NONE.in() : new Stdio.Copied(in[0]), out.source(), err.source());
            int pid = spawn(line, stdio);
            Proc proc = Proc.of(pid);
            RunFile.Entry entry = new RunFile.Entry(
                    pid, proc == null ? 0 : proc.start(), naming.word(), naming.command(), launch.agent());
            Tree tree =
                    planted(entry, false, in == null ? null : new Inlet(in[1]), out.fd(), err.fd(), naming.channels());
            if (in != null) {
                held.letGo(in[1]);
            }
            return tree;
        }
    }

    private static int spawn(CommandLine line, Stdio stdio) throws IOException {
        Path folder = line.folder();
        String file = line.file().toString();
        try {
            return Spawn.process(file, line.arguments(), line.env(), folder == null ? null : folder.toString(), stdio);
        } catch (SpawnFailure e) {
            throw new IOException("'" + file + "' can't be begun: " + e.getMessage(), e);
        }
    }

    private Tree planted(
            RunFile.Entry entry, boolean adopted, @Nullable Inlet in, int out, int err, List<Path> channels) {
        Pipe stdout = forest.pipe(out, carriers);
        Pipe stderr = forest.pipe(err, carriers);
        Tree tree = new Tree(forest, new Tree.Sprout(entry, adopted, in, stdout, stderr, channels));
        forest.add(tree);
        return tree;
    }

    private static String digest(List<String> command) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", command).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Ends all that is left; completes when nothing is. */
    CompletionStage<Void> clear() {
        List.copyOf(adoptable.values()).forEach(this::discard);
        return forest.clear().thenRunAsync(this::leave, forest.loop()::execute);
    }

    private void leave() {
        runFile.remove();
        // Twice, with a moment between: strangers that have ended are waited for at the second time.
        forest.tick();
        guardian.dismiss(() -> {
            forest.tick();
            forest.loop().close();
        });
    }
}
