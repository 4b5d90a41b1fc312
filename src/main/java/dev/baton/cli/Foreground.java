package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the command line asks for that needs more than the command line: running agents, and checking what would run. */
public interface Foreground {

    /** Runs the agents until they end or are stopped, and returns the exit code. */
    int run(Request request);

    /**
     * Runs the agents on several nodes of one cluster, each in a JVM of its own on this machine, until all nodes have ended,
     * and returns the worst of their exit codes.
     */
    int runNodes(Request request, Nodes nodes);

    /** Says everything that is wrong with the config without starting anything, and returns the exit code. */
    int validate(Request request);

    /** Writes another tool's file as a config file, says what could not be carried over, and returns the exit code. */
    int importFile(Import request);

    /** Makes a new project, says what to do with it, and returns the exit code. */
    int create(Create request);

    /**
     * The project to make.
     *
     * @param folder where, and what its name is
     * @param packageName the Java package of its classes, null for one made from the name
     * @param program whether it has no classes, but scripts
     */
    record Create(Path folder, @Nullable String packageName, boolean program) {}

    /**
     * What to make a config file of.
     *
     * @param file of another tool: a Procfile or a process-compose file
     * @param output the config file to write, null for standard output
     * @param overwrite whether {@code output} may be there already
     */
    record Import(Path file, @Nullable Path output, boolean overwrite) {}

    /**
     * The nodes of a cluster on this machine.
     *
     * @param count how many, from 1 to {@value #MOST}
     * @param painted a node's name as it is shown before a line
     */
    record Nodes(int count, UnaryOperator<String> painted) {
        /** A JVM each; more are of no use for a trial. */
        public static final int MOST = 9;

        /** Checks the number. */
        public Nodes {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException(
                        "--nodes is " + count + " but must be from 1 to " + MOST + ": each is a JVM on this machine");
            }
        }
    }

    /**
     * What to run or check.
     *
     * @param files config files, later ones override earlier ones
     * @param overrides settings as {@code a.b=c} that override all files
     * @param watched whether to read the files again when they change
     */
    record Request(List<Path> files, List<String> overrides, boolean watched) {
        /** Copies the lists. */
        public Request {
            files = List.copyOf(files);
            overrides = List.copyOf(overrides);
        }
    }
}
