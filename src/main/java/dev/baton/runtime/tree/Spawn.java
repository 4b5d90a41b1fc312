package dev.baton.runtime.tree;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a process as the leader of a session of its own, by posix_spawn(3): the parent's memory is not copied, and no other
 * program runs first. Signals are neither blocked nor ignored in the process, and of Baton's files it has none.
 */
final class Spawn {
    /** Larger than any library's structures for it. */
    private static final int ROOM = 1024;

    private static final short SET_DEFAULT_SIGNALS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short SET_SESSION = 0x80;
    private static final int FIRST_OTHER = 3;

    /** From glibc 2.34 on; null in others. */
    private static final @Nullable Function CLOSE_FROM = optional("posix_spawn_file_actions_addclosefrom_np");

    /** From glibc 2.29 and musl 1.1.24 on; null in others. */
    private static final @Nullable Function CHANGE_FOLDER = optional("posix_spawn_file_actions_addchdir_np");

    private Spawn() {}

    private static @Nullable Function optional(String name) {
        try {
            return NativeLibrary.getInstance("c").getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    /**
     * Begins {@code file} with these arguments, of which the first is its own name.
     *
     * @param file relative to {@code folder}, never looked for in PATH
     * @param folder where it begins, null for Baton's own working directory
     * @return its number
     * @throws SpawnFailure if the kernel refuses
     */
    static int process(
            String file, List<String> arguments, Map<String, String> env, @Nullable String folder, Stdio stdio)
            throws IOException {
        if (folder != null && CHANGE_FOLDER == null) {
            List<String> byShell =
                    new ArrayList<>(List.of("sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", folder, file));
            byShell.addAll(arguments.subList(1, arguments.size()));
            return process("/bin/sh", byShell, env, null, stdio);
        }
        int[] pid = new int[1];
        int error = attempt(pid, file, arguments, env, folder, stdio);
        if (error == LibC.ENOEXEC) {
            // A script that does not say what runs it, as shells and the JDK take it.
            List<String> byShell = new ArrayList<>(List.of("sh", file));
            byShell.addAll(arguments.subList(1, arguments.size()));
            error = attempt(pid, "/bin/sh", byShell, env, folder, stdio);
        }
        if (error != 0) {
            throw new SpawnFailure(error);
        }
        return pid[0];
    }

    private static int attempt(
            int[] pid,
            String file,
            List<String> arguments,
            Map<String, String> env,
            @Nullable String folder,
            Stdio stdio) {
        try (Memory actions = new Memory(ROOM);
                Memory attributes = new Memory(ROOM);
                Words words = Words.of(file, folder, arguments, env, stdio)) {
            LibC.posix_spawn_file_actions_init(actions);
            LibC.posix_spawnattr_init(attributes);
            try {
                direct(actions, words, stdio);
                signals(attributes);
                return LibC.posix_spawn(pid, words.at(0), actions, attributes, words.arguments(), words.environment());
            } finally {
                LibC.posix_spawn_file_actions_destroy(actions);
                LibC.posix_spawnattr_destroy(attributes);
            }
        }
    }

    private static void direct(Memory actions, Words words, Stdio stdio) {
        List<Stdio.Source> sources = List.of(stdio.in(), stdio.out(), stdio.err());
        for (int target = 0; target < FIRST_OTHER; target++) {
            if (sources.get(target) instanceof Stdio.Copied copied) {
                LibC.posix_spawn_file_actions_adddup2(actions, copied.fd(), target);
            } else if (sources.get(target) instanceof Stdio.Opened opened) {
                LibC.posix_spawn_file_actions_addopen(actions, target, words.opened(target), opened.flags(), 0);
            }
        }
        if (CLOSE_FROM != null) {
            CLOSE_FROM.invokeInt(new Object[] {actions, FIRST_OTHER});
        } else {
            closeAllThatAreOpenNow(actions);
        }
        Pointer folder = words.folder();
        if (folder != null && CHANGE_FOLDER != null) {
            CHANGE_FOLDER.invokeInt(new Object[] {actions, folder});
        }
    }

    /** What another thread opens in this moment is missed; pipes between Baton and programs close themselves. */
    private static void closeAllThatAreOpenNow(Memory actions) {
        String[] open = new File("/proc/self/fd").list();
        for (String fd : open == null ? new String[0] : open) {
            if (Integer.parseInt(fd) >= FIRST_OTHER) {
                LibC.posix_spawn_file_actions_addclose(actions, Integer.parseInt(fd));
            }
        }
    }

    /** The JVM blocks QUIT in its threads, and whoever began Baton may have ignored some. */
    private static void signals(Memory attributes) {
        try (Memory set = new Memory(ROOM)) {
            LibC.sigemptyset(set);
            LibC.posix_spawnattr_setsigmask(attributes, set);
            LibC.sigfillset(set);
            LibC.posix_spawnattr_setsigdefault(attributes, set);
        }
        LibC.posix_spawnattr_setflags(attributes, (short) (SET_DEFAULT_SIGNALS | SET_SIGNAL_MASK | SET_SESSION));
    }

    /** The texts that a spawn takes, in the form of C, in one piece of memory. */
    private static final class Words implements AutoCloseable {
        private static final int FIRST_OPENED = 2;

        private final Memory memory;
        private final Pointer[] texts;
        private final int arguments;
        private final boolean hasFolder;

        private Words(List<String> words, int argumentCount, boolean hasFolder) {
            this.hasFolder = hasFolder;
            byte[][] bytes = new byte[words.size()][];
            long length = 0;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = words.get(i).getBytes(StandardCharsets.UTF_8);
                length += bytes[i].length + 1;
            }
            int pointers = words.size() - FIXED + 2;
            memory = new Memory(length + (long) pointers * Long.BYTES);
            texts = new Pointer[bytes.length];
            long at = (long) pointers * Long.BYTES;
            for (int i = 0; i < bytes.length; i++) {
                memory.write(at, bytes[i], 0, bytes[i].length);
                memory.setByte(at + bytes[i].length, (byte) 0);
                texts[i] = memory.share(at);
                at += bytes[i].length + 1;
            }
            arguments = argumentCount;
            table();
        }

        private static final int FIXED = 5;

        static Words of(
                String file, @Nullable String folder, List<String> arguments, Map<String, String> env, Stdio stdio) {
            List<String> words = new ArrayList<>(FIXED + arguments.size() + env.size());
            words.add(file);
            words.add(folder == null ? "" : folder);
            words.add(pathOf(stdio.in()));
            words.add(pathOf(stdio.out()));
            words.add(pathOf(stdio.err()));
            words.addAll(arguments);
            env.forEach((name, value) -> words.add(name + "=" + value));
            return new Words(words, arguments.size(), folder != null);
        }

        private static String pathOf(Stdio.Source source) {
            return source instanceof Stdio.Opened opened ? opened.path() : "";
        }

        /** The arguments' addresses and an end, then the environment's and an end. */
        private void table() {
            long at = 0;
            for (int i = FIXED; i < texts.length; i++) {
                if (i == FIXED + arguments) {
                    memory.setPointer(at, null);
                    at += Long.BYTES;
                }
                memory.setPointer(at, texts[i]);
                at += Long.BYTES;
            }
            memory.setPointer(at, null);
            if (texts.length == FIXED + arguments) {
                memory.setPointer(at + Long.BYTES, null);
            }
        }

        Pointer at(int index) {
            return texts[index];
        }

        @Nullable
        Pointer folder() {
            return hasFolder ? texts[1] : null;
        }

        Pointer opened(int target) {
            return texts[FIRST_OPENED + target];
        }

        Pointer arguments() {
            return memory.share(0);
        }

        Pointer environment() {
            return memory.share((long) (arguments + 1) * Long.BYTES);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
