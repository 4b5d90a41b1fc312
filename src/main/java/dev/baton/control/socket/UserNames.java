package dev.baton.control.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The names of users by their numbers, from {@code /etc/passwd}; the number itself where that has none. For one thread. */
final class UserNames {
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final int MOST_KNOWN = 1_000;
    private static final int NUMBER_FIELD = 2;

    private final Map<Long, String> known = new HashMap<>();

    String of(long number) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(number, UserNames::read);
    }

    private static String read(long number) {
        String wanted = Long.toString(number);
        try (Stream<String> lines = Files.lines(PASSWD, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > NUMBER_FIELD && fields[NUMBER_FIELD].equals(wanted))
                    .map(fields -> fields[0])
                    .findFirst()
                    .orElse(wanted);
        } catch (IOException e) {
            return wanted;
        }
    }
}
