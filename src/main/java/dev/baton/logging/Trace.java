package dev.baton.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception in lines, bounded however deep it is: its causes and the suppressed ones with the frames that are new. */
final class Trace {
    private static final int MOST_FRAMES = 30;
    private static final int MOST_THROWABLES = 8;
    private static final int MOST_MESSAGE_LINES = 20;

    private final List<String> lines = new ArrayList<>();
    private int throwables;

    private Trace() {}

    static List<String> lines(IThrowableProxy thrown) {
        Trace trace = new Trace();
        trace.add("", "", thrown);
        return trace.lines;
    }

    private void add(String indent, String role, IThrowableProxy thrown) {
        if (throwables++ >= MOST_THROWABLES) {
            if (throwables == MOST_THROWABLES + 1) {
                lines.add(indent + "... further exceptions left out");
            }
            return;
        }
        addHead(indent, role + thrown.getClassName(), thrown.getMessage());
        if (thrown.isCyclic()) {
            lines.add(indent + "    ... as above");
            return;
        }
        addFrames(indent, thrown);
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            add(indent + "    ", "Suppressed: ", suppressed);
        }
        @Nullable IThrowableProxy cause = thrown.getCause();
        if (cause != null) {
            add(indent, "Caused by: ", cause);
        }
    }

    private void addHead(String indent, String name, @Nullable String message) {
        if (message == null) {
            lines.add(indent + name);
            return;
        }
        List<String> parts = Characters.cut(message).lines().toList();
        String first = parts.isEmpty() ? "" : parts.get(0);
        lines.add(indent + name + ": " + first);
        parts.stream().skip(1).limit(MOST_MESSAGE_LINES).forEach(part -> lines.add(indent + "    | " + part));
        if (parts.size() > MOST_MESSAGE_LINES + 1) {
            lines.add(indent + "    | ... " + (parts.size() - MOST_MESSAGE_LINES - 1) + " more lines");
        }
    }

    private void addFrames(String indent, IThrowableProxy thrown) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int shown = Math.min(MOST_FRAMES, frames.length - thrown.getCommonFrames());
        for (int i = 0; i < shown; i++) {
            lines.add(indent + "    at " + frames[i].getStackTraceElement());
        }
        if (shown < frames.length) {
            lines.add(indent + "    ... " + (frames.length - shown) + " more");
        }
    }
}
