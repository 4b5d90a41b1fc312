package dev.baton.control.http;

import dev.baton.command.CommandFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names clients may use for this host. A page from elsewhere can make a browser send a request here, under a name of its
 * own choice (DNS rebinding) or with its own origin; both are told by the headers and refused.
 */
final class Hosts {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private static final int MOST_KNOWN = 64;

    private final Set<String> names = new HashSet<>();
    /** Headers as they were sent, and found right. */
    private final Set<String> known = new HashSet<>();

    private final boolean isEverywhere;

    Hosts(HttpSettings settings) {
        names.add("localhost");
        names.add(plain(settings.host()));
        settings.allowedHosts().forEach(name -> names.add(plain(name)));
        if (HttpSettings.isLoopback(settings.host())) {
            names.addAll(LOOPBACK);
        }
        isEverywhere =
                settings.host().equals("0.0.0.0") || plain(settings.host()).matches("[:0]+");
    }

    /** Whether the request comes from no page, and by a name that this host has under all circumstances. */
    boolean isKnown(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.HOST);
        if (header == null || request.getHeader(HttpHeaders.ORIGIN) != null) {
            return false;
        }
        if (known.contains(header)) {
            return true;
        }
        HostAndPort host = request.authority();
        if (host == null || !names.contains(plain(host.host()))) {
            return false;
        }
        if (known.size() < MOST_KNOWN) {
            known.add(header);
        }
        return true;
    }

    /** Throws 403 unless the request's Host is a name of this host and its Origin, if it has one, is the same. */
    void check(HttpServerRequest request) {
        if (isKnown(request)) {
            return;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String header = request.getHeader(HttpHeaders.HOST);
        HostAndPort host = request.authority();
        if (host == null || !isOurs(plain(host.host()), request)) {
            throw CommandFailure.notAllowed("the Host " + shown(header)
                    + " is no name of this server: use its address, or add the name to http.allowedHosts");
        }
        if (origin != null && !isSame(origin, host)) {
            throw CommandFailure.notAllowed(
                    "the Origin " + shown(origin) + " is not this server: pages from elsewhere may not use it");
        }
    }

    /** At a wildcard address, the one that the client has reached is the bound one. */
    private boolean isOurs(String host, HttpServerRequest request) {
        return names.contains(host)
                || (isEverywhere
                        && host.equals(
                                plain(String.valueOf(request.localAddress().hostAddress()))));
    }

    private static boolean isSame(String origin, HostAndPort host) {
        try {
            URI uri = new URI(origin);
            return uri.getHost() != null
                    && plain(uri.getHost()).equals(plain(host.host()))
                    && port(uri) == port(host, uri.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(URI origin) {
        return origin.getPort() > 0 ? origin.getPort() : usual(origin.getScheme());
    }

    private static int port(HostAndPort host, String scheme) {
        return host.port() > 0 ? host.port() : usual(scheme);
    }

    private static int usual(@Nullable String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "(none)" : "'" + Shown.text(value) + "'";
    }
}
