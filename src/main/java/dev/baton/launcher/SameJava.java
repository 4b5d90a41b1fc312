package dev.baton.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that begins another Baton as this one was begun: by the same Java, with the same options and classes. */
final class SameJava {
    /** Of these there can be one on a machine, or they are about this process. */
    private static final List<String> OWN = List.of(
            "-agentlib:jdwp",
            "-Xrunjdwp",
            "-Dcom.sun.management.jmxremote",
            "-D" + TerminalSize.PROPERTY + "=",
            "-XX:ArchiveClassesAtExit=",
            "-XX:AOTCacheOutput=",
            "-XX:AOTMode=",
            "-XX:DumpLoadedClassList=");

    private SameJava() {}

    /** With {@code arguments} for Baton, and no terminal. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.add("-D" + TerminalSize.PROPERTY + "=none");
        command.addAll(program(System.getProperty("java.class.path")));
        command.addAll(arguments);
        return command;
    }

    /** A single jar is Baton's own, whose manifest counts. */
    private static List<String> program(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(":")
                ? List.of("-jar", classPath)
                : List.of("-cp", classPath, Main.class.getName());
    }
}
