package dev.baton.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts bytes that arrive in pieces into lines of text. Works on bytes until a line is whole, so it doesn't matter where
 * a piece ends: in UTF-8 no character but the line end has its byte. Of a line longer than {@link #LONGEST} bytes the
 * beginning is kept.
 */
final class LineSplitter {
    static final int LONGEST = 16 * 1024;

    private static final int LONGEST_CHARACTER = 4;

    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean tooLong;

    /** Takes all of {@code bytes} and hands over the lines they complete, without their line ends. */
    void accept(ByteBuffer bytes, Consumer<String> lines) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                end(lines);
            } else {
                add(next);
            }
        }
    }

    /** Hands over an unfinished line, if there is one: its end will never come. */
    void flush(Consumer<String> lines) {
        if (length > 0) {
            end(lines);
        }
    }

    /** Forgets an unfinished line. */
    void reset() {
        length = 0;
        tooLong = false;
    }

    private void add(byte next) {
        if (tooLong) {
            return;
        }
        if (length < LONGEST) {
            line[length++] = next;
        } else {
            tooLong = true;
            dropHalfCharacter(next);
        }
    }

    /** The line is cut before {@code next}; if that is inside a character, its first bytes go too. */
    private void dropHalfCharacter(byte next) {
        if (!isContinuation(next)) {
            return;
        }
        int start = length - 1;
        while (start > length - LONGEST_CHARACTER && isContinuation(line[start])) {
            start--;
        }
        length = start;
    }

    private void end(Consumer<String> lines) {
        boolean carriageReturn = length > 0 && line[length - 1] == '\r';
        lines.accept(new String(line, 0, carriageReturn ? length - 1 : length, StandardCharsets.UTF_8));
        reset();
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
