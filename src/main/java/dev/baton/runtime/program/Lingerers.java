package dev.baton.runtime.program;

import dev.baton.runtime.tree.ProcessTree.Member;
import java.util.List;
import java.util.stream.Collectors;

/** Those of a tree who are still there, in words. */
final class Lingerers {
    private static final int MOST = 5;

    private Lingerers() {}

    /** Empty if there are none. */
    static String words(List<Member> members) {
        if (members.isEmpty()) {
            return "";
        }
        String named = members.stream()
                .limit(MOST)
                .map(member -> member.pid() + " (" + member.name() + ")")
                .collect(Collectors.joining(", "));
        int more = members.size() - MOST;
        return "waiting for its " + (members.size() == 1 ? "process " : "processes ") + named
                + (more > 0 ? " and " + more + " more" : "");
    }
}
