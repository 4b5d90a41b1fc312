package dev.baton.logging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one stream that were read at one moment, on their way to the {@link LogBook} and to the agent's file. Passes
 * them on whenever enough have come together, so it never holds many. For one thread.
 */
final class LineBatch implements LineCutter.Lines {
    private static final int MOST_LINES = 1_024;
    private static final int MOST_BYTES = 128 * 1024;
    private static final int ROOM_TO_START = 256;
    private static final String GOES_ON = "…";
    private static final char REPLACEMENT = '\ufffd';
    private static final byte[] NOTHING = {};

    private final String agent;
    private final LogStream stream;
    private final LogBook book;
    private final @Nullable OutputFile file;
    private final List<String> texts = new ArrayList<>();
    private Instant timestamp = Instant.EPOCH;
    private byte[] start = NOTHING;
    private byte[] bytes = NOTHING;
    private int length;

    /** @param file null for none */
    LineBatch(String agent, LogStream stream, LogBook book, @Nullable OutputFile file) {
        this.agent = agent;
        this.stream = stream;
        this.book = book;
        this.file = file;
    }

    /** What comes now was read at {@code moment}, about {@code expected} bytes. */
    void begin(Instant moment, int expected) {
        timestamp = moment;
        if (file != null) {
            start = FileLine.start(moment, stream);
            bytes = new byte[Math.min(MOST_BYTES, expected + expected / 2) + ROOM_TO_START];
        }
    }

    @Override
    public void line(byte[] from, int offset, int count, boolean goesOn) {
        String text = new String(from, offset, count, StandardCharsets.UTF_8);
        texts.add(goesOn ? GOES_ON + text : text);
        if (file != null) {
            append(start, 0, start.length);
            if (goesOn) {
                appendText(GOES_ON);
            }
            if (text.indexOf(REPLACEMENT) < 0) {
                append(from, offset, count);
            } else {
                appendText(text);
            }
            appendFeed();
        }
        if (texts.size() >= MOST_LINES || length >= MOST_BYTES) {
            passOn();
        }
    }

    /** Nothing more was read at that moment. Returns when the lines have left the process. */
    void end() {
        passOn();
        bytes = NOTHING;
    }

    /** The stream is over: passes on what is left and lets the file go. */
    void close() {
        end();
        if (file != null) {
            file.release();
        }
    }

    private void passOn() {
        if (texts.isEmpty()) {
            return;
        }
        int lines = texts.size();
        book.add(agent, timestamp, stream, texts);
        texts.clear();
        if (file != null) {
            file.write(bytes, length, lines);
            length = 0;
        }
    }

    private void appendText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    private void append(byte[] from, int offset, int count) {
        makeRoom(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void appendFeed() {
        makeRoom(1);
        bytes[length++] = '\n';
    }

    private void makeRoom(int count) {
        if (bytes.length < length + count) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
    }
}
