package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A world of processes of its own for one Baton, of which it is the first process, as in a container. */
public final class PidNamespace {
    private static final List<String> ENTRY = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    private final BatonProcess outside;

    private PidNamespace(BatonProcess outside) {
        this.outside = outside;
    }

    /** What a Baton is begun by so that it is the first process; the test is skipped, with the reason, where that can't be. */
    public static List<String> entryOrSkip() {
        assumeThat(Programs.isThere("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "true"))
                .as("a namespace of processes takes root, unshare of the package util-linux, and a kernel that lets it")
                .isTrue();
        return ENTRY;
    }

    /** That of a Baton which was begun so. */
    public static PidNamespace of(BatonProcess outside) {
        return new PidNamespace(outside);
    }

    /** The number that the first process has outside. */
    public long first() {
        List<Long> children = outside.children();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    /** Sends the first process a signal, such as {@code TERM}. */
    public void signal(String name) {
        Programs.signal(name, first());
    }

    /**
     * Runs a line of the shell in it to its end, as {@code docker exec} does; what it leaves behind is orphaned. What it
     * prints is lost.
     */
    public void exec(String line) {
        Programs.run(
                "nsenter",
                "--target",
                Long.toString(first()),
                "--pid",
                "--mount",
                "sh",
                "-c",
                "exec >/dev/null 2>&1; " + line);
    }

    /** Kills the child of the first process whose only argument this is. */
    public void killChild(String argument) {
        List<ProcessHandle> meant = ProcessHandle.of(first())
                .orElseThrow()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).equals(List.of(argument)))
                .toList();
        assertThat(meant).hasSize(1);
        meant.get(0).destroyForcibly();
    }

    /**
     * The names of the orphans that have come to the first process, also of those that have ended and that it has not waited
     * for. They are children of its first thread, which has begun none itself.
     */
    public List<String> orphans() {
        long first = first();
        try {
            String numbers = Files.readString(Path.of("/proc/" + first + "/task/" + first + "/children"));
            return Arrays.stream(numbers.split(" "))
                    .filter(number -> !number.isBlank())
                    .map(PidNamespace::name)
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the first process has gone", e);
        }
    }

    private static String name(String number) {
        try {
            String stat = Files.readString(Path.of("/proc/" + number + "/stat"));
            return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        } catch (IOException e) {
            return "";
        }
    }
}
