package dev.baton.logging;

/**
 * Cuts a stream of bytes into lines, the same ones however the bytes arrive. A line ends with a line feed, or with a
 * carriage return and one; neither belongs to it. One that is longer than it may be is cut there, or up to three bytes
 * before if that were inside a character of UTF-8, and so on until it ends.
 *
 * <p>Holds what has no end yet and nothing else. For one thread.
 */
final class LineCutter {
    /** The most bytes of a line of a process, or of a part of one. */
    static final int LONGEST = 16 * 1024;

    private static final int FIRST_ROOM = 256;
    private static final byte[] NOTHING = {};

    private final int longest;
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
        this(LONGEST, lines);
    }

    /** @param longest the most bytes of a line, or of a part of one; at least 8 */
    LineCutter(int longest, Lines lines) {
        this.longest = longest;
        this.lines = lines;
    }

    /** The next bytes. */
    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int most = Math.min(end, at + room() - count);
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
        while (count > longest) {
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
        if (count == 0 && feed - from <= longest) {
            lines.line(bytes, from, withoutReturn(bytes, from, feed), goesOn);
            clear();
            return;
        }
        hold(bytes, from, feed);
        count = withoutReturn(held, 0, count);
        if (count > longest) {
            cut();
        }
        lines.line(held, 0, count, goesOn);
        clear();
    }

    private static int withoutReturn(byte[] bytes, int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - from - 1 : to - from;
    }

    /** A line end of two bytes shall not be taken apart, so one byte more may have to wait for the next. */
    private int room() {
        return longest + 2;
    }

    private void hold(byte[] bytes, int from, int to) {
        int more = to - from;
        if (held.length < count + more) {
            byte[] larger = new byte[Math.min(room(), Math.max(FIRST_ROOM, 2 * (count + more)))];
            System.arraycopy(held, 0, larger, 0, count);
            held = larger;
        }
        System.arraycopy(bytes, from, held, count, more);
        count += more;
    }

    private void cutIfTooLong() {
        boolean mayBeItsEnd = count == longest + 1 && held[longest] == '\r';
        if (count > longest && !mayBeItsEnd) {
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

    /** What a line may have, or where the character begins that wouldn't be whole. */
    private int lengthOfPart() {
        if (!isContinuation(held[longest])) {
            return longest;
        }
        int lead = longest - 1;
        while (lead > longest - 3 && isContinuation(held[lead])) {
            lead--;
        }
        return lead + lengthOfCharacter(held[lead]) > longest ? lead : longest;
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
