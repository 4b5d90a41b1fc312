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

    /** Settles what earlier Batons left, and is ready. */
    Nursery(Keeping keeping, Executor carriers) throws IOException {
        orphans = keeping.orphans();
        folder = folder(keeping);
        this.carriers = carriers;
        RunFile[] made = new RunFile[1];
        new Leftovers(folder).settle(orphans == Orphans.ADOPT, entries -> {
            entries.forEach(entry -> adoptable.put(entry.agent(), entry));
            made[0] = RunFile.create(folder, run, entries);
        });
        runFile = Objects.requireNonNull(made[0]);
        forest = new Forest(runFile);
        Foundlings.claim();
        guardian = new Guardian(forest, runFile.path(), run);
        guardian.begin();
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
        RunFile.Entry left = launch.adoptable() ? adoptable.remove(launch.agent()) : null;
        if (left != null) {
            if (left.command().equals(command) && left.leader() != null) {
                return adopt(left);
            }
            Leftovers.end(left);
        }
        String word = run.word(++count, lasting);
        CommandLine line = CommandLine.of(launch, INHERITED)
                .with(Marker.VARIABLE, Marker.with(INHERITED.get(Marker.VARIABLE), word));
        return lasting ? beginWithChannels(launch, line, word, command) : beginWithPipes(launch, line, word, command);
    }

    private Tree adopt(RunFile.Entry entry) throws IOException {
        List<Path> channels = Channels.of(folder, entry.word());
        return planted(entry, true, null, Channels.open(channels.get(0)), Channels.open(channels.get(1)), channels);
    }

    private Tree beginWithPipes(Launch launch, CommandLine line, String word, String command) throws IOException {
        int[] out = Pipe.open();
        int[] err = Pipe.open();
        try {
            return begin(
                    launch,
                    line,
                    new Naming(word, command, List.of()),
                    new Outlet(new Stdio.Copied(out[1]), out[0]),
                    new Outlet(new Stdio.Copied(err[1]), err[0]));
        } catch (IOException e) {
            LibC.close(out[0]);
            LibC.close(err[0]);
            throw e;
        } finally {
            LibC.close(out[1]);
            LibC.close(err[1]);
        }
    }

    private Tree beginWithChannels(Launch launch, CommandLine line, String word, String command) throws IOException {
        List<Path> channels = Channels.of(folder, word);
        Channels.create(channels);
        // Before the process opens them: what it writes in its first moment is lost without a reader when it ends at
        // once.
        int out = Channels.open(channels.get(0));
        int err = Channels.open(channels.get(1));
        try {
            return begin(
                    launch,
                    line,
                    new Naming(word, command, channels),
                    new Outlet(Channels.forProcess(channels.get(0)), out),
                    new Outlet(Channels.forProcess(channels.get(1)), err));
        } catch (IOException e) {
            LibC.close(out);
            LibC.close(err);
            channels.forEach(RunFile::delete);
            throw e;
        }
    }

    /** How a tree is known again: by its marker, by what was begun, by its files. */
    private record Naming(String word, String command, List<Path> channels) {}

    /** One way out of a process: what it writes to, and where Baton reads it. */
    private record Outlet(Stdio.Source source, int fd) {}

    private Tree begin(Launch launch, CommandLine line, Naming naming, Outlet out, Outlet err) throws IOException {
        int @Nullable [] in = launch.surroundings().stdin() == Stdin.PIPED ? Pipe.open() : null;
        try {
            Stdio stdio = new Stdio(in == null ? Stdio.NONE.in() : new Stdio.Copied(in[0]), out.source(), err.source());
            int pid = spawn(line, stdio);
            Proc proc = Proc.of(pid);
            RunFile.Entry entry = new RunFile.Entry(
                    pid, proc == null ? 0 : proc.start(), naming.word(), naming.command(), launch.agent());
            return planted(entry, false, in == null ? null : new Inlet(in[1]), out.fd(), err.fd(), naming.channels());
        } catch (IOException e) {
            if (in != null) {
                LibC.close(in[1]);
            }
            throw e;
        } finally {
            if (in != null) {
                LibC.close(in[0]);
            }
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
        adoptable.values().forEach(Leftovers::end);
        return forest.clear().thenRun(() -> {
            runFile.remove();
            // Twice, with a moment between: strangers that have ended are waited for at the second time.
            forest.tick();
            guardian.dismiss(() -> {
                forest.tick();
                forest.loop().close();
            });
        });
    }
}
