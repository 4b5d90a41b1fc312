package dev.baton.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node may be found.
 *
 * @param host a name or an address, one of IPv6 without brackets
 */
record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final int LAST = 65_535;

    /** @throws IllegalArgumentException with the rule */
    static HostPort parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be host:port, such as 10.0.0.5:5701 or [fd00::5]:5701");
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port < 1 || port > LAST) {
            throw new IllegalArgumentException("must have a port from 1 to " + LAST);
        }
        String host = matcher.group(1);
        return new HostPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
