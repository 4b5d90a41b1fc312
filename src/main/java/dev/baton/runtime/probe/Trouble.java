package dev.baton.runtime.probe;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;

/** What went wrong with a question, in few words. */
final class Trouble {
    private static final int LONGEST = 200;

    private Trouble() {}

    static String of(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        String small = message.toLowerCase(Locale.ROOT);
        if (small.contains("connection refused")) {
            return "connection refused";
        }
        if (thrown instanceof UnknownHostException || small.contains("failed to resolve")) {
            return "no such host";
        }
        if (thrown instanceof ConnectException && small.contains("timed out")) {
            return "nobody accepts connections";
        }
        return line(message);
    }

    /** {@code text} as one line that is not too long and holds nothing that a terminal would take for a command. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.strip()
                .codePoints()
                .limit(LONGEST)
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
