package dev.baton.logging;

/**
 * Cuts a stream of bytes into lines, the same ones however the bytes arrive. A line ends with a line feed, or with a
 * carriage return and one; neither belongs to it. One that is longer than {@value #LONGEST} bytes is cut there, or up to
 * three bytes before if that were inside a character of UTF-8, and so on until it ends.
 *
 * <p>Holds what has no end yet and nothing else. For one thread.
 */
final class LineCutter {
    /** The most bytes of a line, or of a part of one. */
    static final int LONGEST = 16 * 1024;

    /** A line end of two bytes shall not be taken apart, so one byte more may have to wait for the next. */
    private static final int ROOM = LONGEST + 2;

    private static final int FIRST_ROOM = 256;
    private static final byte[] NOTHING = {};

    private final Lines lines;
    private byte[] held = NOTHING;
    private int count;
    private boolean goesOn;

    /** What lines are given to. */
    @FunctionalInterface
    interface Lines {
        /**
         * A line, or a part of one.
         *
         * @param bytes where it stands; not to be kept
         * @param goesOn whether this is the further part of a line that was too long
         */
        void line(byte[] bytes, int offset, int length, boolean goesOn);
    }

    LineCutter(Lines lines) {
        this.lines = lines;
    }

    /** The next bytes. */
    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int most = Math.min(end, at + ROOM - count);
            int feed = indexOfFeed(bytes, at, most);
            if (feed == most) {
                hold(bytes, at, most);
                cutIfTooLong();
                at = most;
            } else {
                finish(bytes, at, feed);
                at = feed + 1;
            }
        }
    }

    /** No bytes come any more: what is held is a line without an end. */
    void end() {
        while (count > LONGEST) {
            cut();
        }
        if (count > 0) {
            lines.line(held, 0, count, goesOn);
        }
        clear();
        held = NOTHING;
    }

    private static int indexOfFeed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private void finish(byte[] bytes, int from, int feed) {
        if (count == 0 && feed - from <= LONGEST) {
            lines.line(bytes, from, withoutReturn(bytes, from, feed), goesOn);
            clear();
            return;
        }
        hold(bytes, from, feed);
        count = withoutReturn(held, 0, count);
        if (count > LONGEST) {
            cut();
        }
        lines.line(held, 0, count, goesOn);
        clear();
    }

    private static int withoutReturn(byte[] bytes, int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - from - 1 : to - from;
    }

    private void hold(byte[] bytes, int from, int to) {
        int more = to - from;
        if (held.length < count + more) {
            byte[] larger = new byte[Math.min(ROOM, Math.max(FIRST_ROOM, 2 * (count + more)))];
            System.arraycopy(held, 0, larger, 0, count);
            held = larger;
        }
        System.arraycopy(bytes, from, held, count, more);
        count += more;
    }

    private void cutIfTooLong() {
        boolean mayBeItsEnd = count == LONGEST + 1 && held[LONGEST] == '\r';
        if (count > LONGEST && !mayBeItsEnd) {
            cut();
        }
    }

    /** Gives away as much as a part may have. */
    private void cut() {
        int length = lengthOfPart();
        lines.line(held, 0, length, goesOn);
        goesOn = true;
        count -= length;
        System.arraycopy(held, length, held, 0, count);
    }

    /** {@link #LONGEST}, or where the character begins that wouldn't be whole. */
    private int lengthOfPart() {
        if (!isContinuation(held[LONGEST])) {
            return LONGEST;
        }
        int lead = LONGEST - 1;
        while (lead > LONGEST - 3 && isContinuation(held[lead])) {
            lead--;
        }
        return lead + lengthOfCharacter(held[lead]) > LONGEST ? lead : LONGEST;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /** By its first byte; 1 for what can't begin one. */
    private static int lengthOfCharacter(byte first) {
        if ((first & 0xe0) == 0xc0) {
            return 2;
        }
        if ((first & 0xf0) == 0xe0) {
            return 3;
        }
        return (first & 0xf8) == 0xf0 ? 4 : 1;
    }

    private void clear() {
        count = 0;
        goesOn = false;
    }
}
