package dev.baton.config;

import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.settings.Durations;
import dev.baton.settings.Key;
import dev.baton.settings.ShortForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A probe as it stands in a file: one check, and when to make it. */
record ProbeEntry(
        @Nullable String tcp,
        @Nullable String http,
        @Nullable Words exec,
        @Nullable String log,
        @Key("notify") @Nullable Boolean notifies,
        Duration initialDelay,
        @Nullable Duration period,
        Duration timeout,
        int successThreshold,
        int failureThreshold) {
    static final ProbeEntry DEFAULT =
            new ProbeEntry(null, null, null, null, null, Duration.ZERO, null, Duration.ofSeconds(1), 1, 3);

    private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]+\\]|[^:\\s]+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    ProbeEntry {
        requirePositive("period", period);
        requirePositive("timeout", timeout);
        requireAtLeastOne("successThreshold", successThreshold);
        requireAtLeastOne("failureThreshold", failureThreshold);
        check(tcp, http, exec, log);
        if (given(tcp, http, exec, log, notifies) > 1) {
            throw new IllegalArgumentException(
                    "more than one check is given: keep one of tcp, http, exec, log, notify");
        }
    }

    /** Whether it says what to ask; without, it is no probe. */
    boolean hasCheck() {
        return given(tcp, http, exec, log, notifies) == 1;
    }

    private static long given(
            @Nullable String tcp,
            @Nullable String http,
            @Nullable Words exec,
            @Nullable String log,
            @Nullable Boolean notifies) {
        return Stream.of(tcp, http, exec, log, Boolean.TRUE.equals(notifies) ? notifies : null)
                .filter(Objects::nonNull)
                .count();
    }

    @ShortForm
    static ProbeEntry of(String word) {
        if (!word.toLowerCase(Locale.ROOT).equals("notify")) {
            throw new IllegalArgumentException(
                    "must be notify, or a map with one of the checks tcp, http, exec, log and notify");
        }
        return new ProbeEntry(
                null, null, null, null, true, Duration.ZERO, null, DEFAULT.timeout(), 1, DEFAULT.failureThreshold());
    }

    /** The probe, asked every {@code ownPeriod} unless it says how often. */
    Probe probe(Duration ownPeriod) {
        return new Probe(
                check(tcp, http, exec, log),
                initialDelay,
                period == null ? ownPeriod : period,
                timeout,
                successThreshold,
                failureThreshold);
    }

    private static Check check(
            @Nullable String tcp, @Nullable String http, @Nullable Words exec, @Nullable String log) {
        if (tcp != null) {
            return tcp(tcp);
        }
        if (http != null) {
            return new Check.Http(uri(http));
        }
        if (exec != null) {
            return new Check.Exec(exec.command(SHELL));
        }
        return log == null ? new Check.Notify() : new Check.Log(pattern(log));
    }

    private static Check tcp(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()
                || Integer.parseInt(parts.group(2)) > HIGHEST_PORT
                || Integer.parseInt(parts.group(2)) == 0) {
            throw new IllegalArgumentException(
                    "tcp is '" + address + "' but must be host:port, such as 127.0.0.1:5432");
        }
        return new Check.Tcp(parts.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2)));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("http names a user but a probe signs in nowhere: leave the user out,"
                        + " or use exec with a command that signs in");
            }
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "http is '" + text + "' but must be a URL such as http://127.0.0.1:8080/health");
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "log is '" + regex + "' but must be a regular expression: " + e.getDescription(), e);
        }
    }

    private static void requirePositive(String key, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException(
                    key + " is " + Durations.format(value) + " but must be longer than nothing, such as 1s");
        }
    }

    private static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + " but must be at least 1");
        }
    }
}
