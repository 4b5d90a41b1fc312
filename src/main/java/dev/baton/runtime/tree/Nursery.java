package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where trees begin, or are taken over. Works on one thread, which may wait for the kernel to begin a process. */
final class Nursery {
    private static final Map<String, String> INHERITED = Map.copyOf(new ProcessBuilder().environment());
    private static final int DIGEST_CHARACTERS = 16;

    private final Keeping keeping;
    private final Executor carriers;
    private final RunId run = RunId.next();
    private final Map<String, RunFile.Entry> adoptable = new HashMap<>();
    private final RunFile runFile;
    private final Forest forest;
    private final @Nullable Guardian guardian;
    private long count;

    /** Settles what earlier Batons left, and is ready. */
    Nursery(Keeping keeping, Executor carriers) throws IOException {
        this.keeping = keeping;
        this.carriers = carriers;
        own(keeping.folder());
        Orphans policy = keeping.orphans();
        RunFile[] made = new RunFile[1];
        new Leftovers(keeping.folder()).settle(policy == Orphans.ADOPT, entries -> {
            entries.forEach(entry -> adoptable.put(entry.agent(), entry));
            made[0] = RunFile.create(keeping.folder(), run, entries);
        });
        runFile = java.util.Objects.requireNonNull(made[0]);
        forest = new Forest(runFile);
        dev.baton.runtime.tree.Orphans.claim();
        guardian = policy == Orphans.KILL ? new Guardian(forest, runFile.path(), run) : null;
        if (guardian != null) {
            guardian.begin();
        }
    }

    /** Somebody else's folder could make Baton end or adopt what it should not. */
    private static void own(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException("stateDir " + folder + " belongs to " + Files.getOwner(folder)
                    + " but must belong to Baton's own user: name another");
        }
    }

    /** Takes over the process of an earlier Baton, or begins one. */
    Tree begin(Launch launch) throws IOException {
        String command = digest(launch.command());
        RunFile.Entry left = adoptable.remove(launch.agent());
        if (left != null) {
            if (left.command().equals(command) && left.leader() != null) {
                return adopt(left);
            }
            Leftovers.end(left);
        }
        String word = run + "." + ++count;
        Map<String, String> env = environment(launch);
        env.put(Marker.VARIABLE, Marker.with(INHERITED.get(Marker.VARIABLE), word));
        return keeping.orphans() == Orphans.ADOPT
                ? beginWithChannels(launch, env, word, command)
                : beginWithPipes(launch, env, word, command);
    }

    private Tree adopt(RunFile.Entry entry) throws IOException {
        List<Path> channels = Channels.of(keeping.folder(), entry.word());
        return planted(entry, true, Channels.open(channels.get(0)), Channels.open(channels.get(1)), channels);
    }

    private Tree beginWithPipes(Launch launch, Map<String, String> env, String word, String command)
            throws IOException {
        int[] out = Pipe.open();
        int[] err = Pipe.open();
        try {
            RunFile.Entry entry = spawn(launch, env, word, command, new Stdio.Copied(out[1]), new Stdio.Copied(err[1]));
            return planted(entry, false, out[0], err[0], List.of());
        } catch (IOException e) {
            LibC.close(out[0]);
            LibC.close(err[0]);
            throw e;
        } finally {
            LibC.close(out[1]);
            LibC.close(err[1]);
        }
    }

    private Tree beginWithChannels(Launch launch, Map<String, String> env, String word, String command)
            throws IOException {
        List<Path> channels = Channels.of(keeping.folder(), word);
        Channels.create(channels);
        // Before the process opens them: what it writes in its first moment is lost without a reader when it ends at
        // once.
        int out = Channels.open(channels.get(0));
        int err = Channels.open(channels.get(1));
        try {
            RunFile.Entry entry = spawn(
                    launch,
                    env,
                    word,
                    command,
                    Channels.forProcess(channels.get(0)),
                    Channels.forProcess(channels.get(1)));
            return planted(entry, false, out, err, channels);
        } catch (IOException e) {
            LibC.close(out);
            LibC.close(err);
            channels.forEach(RunFile::delete);
            throw e;
        }
    }

    private RunFile.Entry spawn(
            Launch launch, Map<String, String> env, String word, String command, Stdio.Source out, Stdio.Source err)
            throws IOException {
        Surroundings surroundings = launch.surroundings();
        Path folder = surroundings.workingDir();
        String file = ProgramFile.find(launch.command().get(0), env, folder);
        int @Nullable [] in = surroundings.stdin() == Stdin.PIPED ? Pipe.open() : null;
        try {
            Stdio stdio = new Stdio(in == null ? Stdio.NONE.in() : new Stdio.Copied(in[0]), out, err);
            int pid = Spawn.process(file, launch.command(), env, folder == null ? null : folder.toString(), stdio);
            Proc proc = Proc.of(pid);
            return new RunFile.Entry(pid, proc == null ? 0 : proc.start(), word, command, launch.agent());
        } catch (SpawnFailure e) {
            throw ProgramFile.explain(e, file, folder);
        } finally {
            if (in != null) {
                LibC.close(in[0]);
            }
        }
    }

    private Tree planted(RunFile.Entry entry, boolean adopted, int out, int err, List<Path> channels) {
        Tree tree = new Tree(
                forest,
                new Tree.Sprout(entry, adopted, forest.pipe(out, carriers), forest.pipe(err, carriers), channels));
        forest.add(tree);
        return tree;
    }

    private static Map<String, String> environment(Launch launch) {
        Surroundings surroundings = launch.surroundings();
        Map<String, String> env = new HashMap<>();
        if (surroundings.inheritEnv()) {
            env.putAll(INHERITED);
        }
        env.putAll(surroundings.env());
        env.putAll(launch.extraEnv());
        return env;
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
            if (guardian == null) {
                forest.loop().close();
            } else {
                guardian.dismiss(forest.loop()::close);
            }
        });
    }
}
