package dev.baton.control.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The headers that every answer has: nobody else's page may read, frame, or run anything of it. */
final class Headers {
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    /** To be kept, but not used without asking whether it still holds. */
    static final CharSequence ASK_FIRST = HttpHeaders.createOptimized("private, no-cache");

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final CharSequence CSP = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence POLICY_VALUE = HttpHeaders.createOptimized(POLICY);
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence RESOURCE = HttpHeaders.createOptimized("cross-origin-resource-policy");
    private static final CharSequence OPENER = HttpHeaders.createOptimized("cross-origin-opener-policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

    private Headers() {}

    /** Says whether an answer may be kept: asking first, by its {@code tag}, or not at all if it has none. */
    static void keepBy(@Nullable String tag, MultiMap headers) {
        if (tag == null) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        } else {
            headers.set(HttpHeaders.ETAG, tag).set(HttpHeaders.CACHE_CONTROL, ASK_FIRST);
        }
    }

    /** Puts them into {@code headers}, unless they are there. */
    static void protect(MultiMap headers) {
        if (headers.contains(CSP)) {
            return;
        }
        headers.add(CSP, POLICY_VALUE)
                .add(TYPE_OPTIONS, NOSNIFF)
                .add(REFERRER, NO_REFERRER)
                .add(RESOURCE, SAME_ORIGIN)
                .add(OPENER, SAME_ORIGIN);
    }
}
