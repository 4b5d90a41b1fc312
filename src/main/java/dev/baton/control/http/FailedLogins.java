package dev.baton.control.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often which address gave a wrong token lately. More than {@value #MOST} within a minute, and the address has to wait
 * until the minute is over, but for those whose token was right from there before. Remembers {@value #ADDRESSES} addresses,
 * the latest ones.
 */
final class FailedLogins {
    static final int MOST = 10;
    static final int ADDRESSES = 10_000;
    static final long WINDOW_SECONDS = 60;

    private static final int IPV6_NETWORK_PARTS = 4;

    private final LongSupplier nanos;
    private final Map<String, Failures> byAddress = bounded();
    private final Map<String, Boolean> trusted = bounded();

    FailedLogins(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Failures {
        private final long since;
        private int count;

        Failures(long since) {
            this.since = since;
        }
    }

    /** How many seconds {@code address} has to wait, 0 if it needn't. */
    long secondsToWait(String address) {
        Failures failures = byAddress.get(network(address));
        if (failures == null || failures.count < MOST) {
            return 0;
        }
        long left = WINDOW_SECONDS - TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - failures.since);
        return Math.max(0, left);
    }

    /** Whether {@code name} has given the right token from {@code address} before. */
    boolean isTrusted(String address, String name) {
        return trusted.containsKey(key(address, name));
    }

    void succeeded(String address, String name) {
        trusted.put(key(address, name), true);
    }

    /** Returns whether with this one the address has to wait. */
    boolean failed(String address) {
        long now = nanos.getAsLong();
        Failures failures = byAddress.get(network(address));
        if (failures == null || TimeUnit.NANOSECONDS.toSeconds(now - failures.since) >= WINDOW_SECONDS) {
            failures = new Failures(now);
            byAddress.put(network(address), failures);
        }
        failures.count++;
        return failures.count == MOST;
    }

    private static String key(String address, String name) {
        return network(address) + ' ' + name;
    }

    /** Whoever has one IPv6 address usually has all of its network. */
    private static String network(String address) {
        String[] parts = address.split(":", -1);
        if (parts.length <= IPV6_NETWORK_PARTS) {
            return address;
        }
        return String.join(":", java.util.Arrays.copyOf(parts, IPV6_NETWORK_PARTS));
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > ADDRESSES;
            }
        };
    }
}
