package dev.baton.cluster.forward;

import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import java.util.List;
import java.util.Map;

/** The same question, as it is put to one node. */
final class Questions {
    private Questions() {}

    /** Each node counts for itself, so one number means nothing for several of them; but all begin at 1. */
    static void requireMeaning(Command.History question) {
        Long after = question.afterSeq();
        if (after != null && after > 0 && question.node() == null) {
            throw CommandFailure.malformed("after_seq is " + after
                    + ", but in a cluster each node numbers its events for itself: give one number for each node, such as"
                    + " after_seq=n1:5,n2:17, or name the node that is meant, such as by --node n1");
        }
    }

    static Command.History on(String node, Command.History question) {
        return new Command.History(
                question.last(), question.agent(), question.type(), question.floor(node), Map.of(), node);
    }

    static Command.Logs on(String node, Command.Logs question, List<String> names) {
        return new Command.Logs(names, question.last(), question.since(), question.grep(), node);
    }
}
