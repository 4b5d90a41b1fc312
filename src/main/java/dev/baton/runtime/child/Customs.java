package dev.baton.runtime.child;

import dev.baton.runtime.AgentEvents;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks at what one child says before anything is done about it. Baton's code says nothing wrong there, but an agent's code is in
 * the same JVM.
 */
final class Customs {
    private static final int LONGEST = 300;

    private final Set<GateName> met = EnumSet.noneOf(GateName.class);

    /** Why it may not be said, as what the JVM did; empty if it may. */
    String objection(FromChild said) {
        if (said instanceof FromChild.Emitted emitted) {
            return toEvent(emitted);
        }
        if (said instanceof FromChild.AtGate at) {
            return met.add(at.gate()) ? "" : "its JVM came to the gate " + at.gate() + " a second time";
        }
        if (said instanceof FromChild.Ready ready) {
            return toKind(ready.kind());
        }
        return said instanceof FromChild.Doing doing ? toKind(doing.kind()) : "";
    }

    private static String toEvent(FromChild.Emitted emitted) {
        try {
            AgentEvents.requireToldByRuntime(emitted.event(), emitted.data());
            return "";
        } catch (IllegalArgumentException e) {
            return "its JVM emitted what no agent may: " + brief(e);
        }
    }

    private static String toKind(String kind) {
        return Report.KINDS.contains(kind)
                ? ""
                : "its JVM said that the agent is of the kind '" + brief(kind) + "', which is none of " + Report.KINDS;
    }

    /** As a line that one can read, whatever it quotes. */
    static String brief(Exception why) {
        return brief(String.valueOf(why.getMessage()));
    }

    private static String brief(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
