package dev.baton.rehearsal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps what is logged as {@code LEVEL text}; a marker such as SUCCESS stands for its level. */
final class LoggedLines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;
    private final transient List<Throwable> causes;

    /** Adds to {@code lines}, and what comes with them to {@code causes}; several loggers may share these. */
    LoggedLines(CopyOnWriteArrayList<String> lines, CopyOnWriteArrayList<Throwable> causes) {
        this.lines = lines;
        this.causes = causes;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String shown = marker == null ? batonsName(level) : marker.getName();
        lines.add(shown + " " + MessageFormatter.basicArrayFormat(message, arguments));
        if (thrown != null) {
            causes.add(thrown);
        }
    }

    private static String batonsName(Level level) {
        return level == Level.WARN ? "WARNING" : level.toString();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return true;
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
