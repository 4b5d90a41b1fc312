package dev.baton.runtime.child;

import dev.baton.process.Executable;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command that begins a JVM: the same Java and class path as Baton's own, so that class data sharing helps both. What Baton
 * gives stands first, so an agent's own options have the last word, but for the heap.
 */
final class JavaCommand {
    /** Options of Baton's own JVM that hold for the class path, or for the Java, rather than for Baton. */
    private static final List<String> INHERITED = List.of(
            "-XX:SharedArchiveFile=",
            "-XX:AOTCache=",
            // With others than it was made with, a Java from 25 on does not take the cache.
            "--add-exports=",
            "--add-opens=",
            "-Xshare:",
            "-Xlog:cds",
            "-Xlog:aot",
            "-Xlog:class+path",
            "--sun-misc-unsafe-memory-access=",
            "-Dio.netty.noUnsafe=",
            // Native libraries that lie beside the jar.
            "-Djna.boot.library.path=",
            "-Dorg.newsclub.net.unix.library.override=",
            "-Djava.io.tmpdir=");

    private JavaCommand() {}

    /** To be called off the event loop. */
    static List<String> of(Executable.Jvm jvm, String mainClass, Path socket) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (jvm.options().stream().noneMatch(JavaCommand::isCollector)) {
            command.add("-XX:+UseSerialGC");
        }
        command.add("-XX:-UsePerfData");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> INHERITED.stream().anyMatch(argument::startsWith))
                .forEach(command::add);
        command.addAll(jvm.options());
        if (jvm.heap() != null) {
            command.add("-Xmx" + jvm.heap().bytes());
        }
        command.addAll(List.of("-cp", classPath(), mainClass, socket.toString()));
        return command;
    }

    private static boolean isCollector(String option) {
        return option.matches("-XX:\\+Use\\w+GC");
    }

    /** The child may begin in another folder. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Where {@code loader} and its parents find classes beside the class path, parents first. */
    static List<String> classes(ClassLoader loader) {
        List<String> urls = new ArrayList<>();
        for (@Nullable ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader byUrl) {
                List<String> own =
                        Arrays.stream(byUrl.getURLs()).map(URL::toString).collect(Collectors.toList());
                Collections.reverse(own);
                urls.addAll(own);
            }
        }
        Collections.reverse(urls);
        return urls;
    }
}
