package dev.baton.launcher;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries that lie in {@code native} beside Baton's jar, a folder for each kind of processor. Without them they are
 * unpacked into the temporary folder, which takes a while, and in vain where that is mounted {@code noexec}.
 */
final class NativeLibraries {
    private static final String OF_SOCKETS = "org.newsclub.net.unix.library.override";
    private static final String OF_JNA = "jna.boot.library.path";

    private NativeLibraries() {}

    /** Lets this process take them, if they are there for it and nobody has named others. Before the first is needed. */
    static void take() {
        String processor = processor(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        File folder = processor == null ? null : find(System.getProperty("java.class.path", ""), processor);
        if (folder != null) {
            prefer(OF_JNA, folder.getPath());
            prefer(OF_SOCKETS, sockets(folder).getPath());
        }
    }

    /** As the folders are called. */
    static @Nullable String processor(String system, String architecture) {
        if (!system.equals("Linux")) {
            return null;
        }
        return switch (architecture) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "aarch64";
            default -> null;
        };
    }

    static @Nullable File find(String classPath, String processor) {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                File folder = new File(new File(entry).getAbsoluteFile().getParentFile(), "native/" + processor);
                if (sockets(folder).isFile()) {
                    return folder;
                }
            }
        }
        return null;
    }

    private static File sockets(File folder) {
        return new File(folder, "libjunixsocket-native.so");
    }

    private static void prefer(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
