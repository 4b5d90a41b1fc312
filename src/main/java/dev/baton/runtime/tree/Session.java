package dev.baton.runtime.tree;

import dev.baton.runtime.tree.ProcessTree.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A session of processes, as proc(5) shows it. */
final class Session {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int SESSION = 3;

    private Session() {}

    /** Those in the session that {@code leader} began and that have not ended, in the order of their numbers. */
    static List<Member> members(long leader) {
        List<Member> members = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                addIfIn(leader, process, members);
            }
        } catch (IOException e) {
            // Then nobody can be named.
        }
        members.sort(Comparator.comparing(Member::pid));
        return members;
    }

    private static void addIfIn(long leader, Path process, List<Member> members) {
        try {
            String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            int end = line.lastIndexOf(')');
            String[] fields = line.substring(end + 2).split(" ", SESSION + 2);
            if (Long.parseLong(fields[SESSION]) == leader && !fields[STATE].equals("Z")) {
                members.add(new Member(
                        Long.parseLong(process.getFileName().toString()), line.substring(line.indexOf('(') + 1, end)));
            }
        } catch (IOException | RuntimeException e) {
            // It has ended in the meantime.
        }
    }
}
