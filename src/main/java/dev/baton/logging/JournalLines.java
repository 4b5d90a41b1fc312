package dev.baton.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Lines for systemd's journal: others, each line of which begins with its level as sd-daemon(3) has it, such as {@code <3>}. */
final class JournalLines implements LineFormat {
    private static final String VARIABLE = "JOURNAL_STREAM";
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private final LineFormat lines;

    JournalLines(LineFormat lines) {
        this.lines = lines;
    }

    /** Whether what this process writes to standard output goes to the journal, and not to somebody in between. */
    static boolean isJournal(Map<String, String> environment) {
        String journal = environment.get(VARIABLE);
        try {
            return journal != null && journal.equals(identity(STANDARD_OUTPUT));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** As the journal writes it: device and inode. */
    static String identity(Path file) throws IOException {
        return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
    }

    @Override
    public byte[] line(ILoggingEvent event) {
        byte[] level = level(LogLevel.of(event)).getBytes(StandardCharsets.US_ASCII);
        byte[] text = lines.line(event);
        ByteArrayOutputStream line = new ByteArrayOutputStream(text.length + level.length);
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || i == text.length - 1) {
                line.writeBytes(level);
                line.write(text, start, i + 1 - start);
                start = i + 1;
            }
        }
        return line.toByteArray();
    }

    private static String level(LogLevel level) {
        return switch (level) {
            case DEBUG -> "<7>";
            case INFO -> "<6>";
            case SUCCESS -> "<5>";
            case WARNING -> "<4>";
            case ERROR -> "<3>";
            case CRITICAL -> "<2>";
        };
    }
}
