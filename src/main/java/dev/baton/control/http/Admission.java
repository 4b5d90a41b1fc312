package dev.baton.control.http;

import dev.baton.command.Caller;
import dev.baton.command.CommandFailure;
import dev.baton.command.Role;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks: by the token, by the client's certificate, or, with neither configured, not at all. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String CALLER = "baton.caller";
    private static final String SCHEME = "bearer ";
    private static final Caller ANYBODY = Caller.overHttp("", Role.ADMIN);

    private final Bearers bearers;
    private final FailedLogins failures;
    private final boolean knowsCertificates;

    Admission(Bearers bearers, FailedLogins failures, boolean knowsCertificates) {
        this.bearers = bearers;
        this.failures = failures;
        this.knowsCertificates = knowsCertificates;
    }

    /** Notes who asks; throws 401, or 429 with Retry-After set. */
    void admit(RoutingContext request) {
        request.put(CALLER, admit(request.request()));
    }

    /** Says who asks; throws 401, or 429 with Retry-After set. */
    Caller admit(HttpServerRequest request) {
        return bearers.isEmpty() ? byCertificate(request) : byToken(request);
    }

    /** Who asks, once admitted. */
    static Caller caller(RoutingContext request) {
        Caller caller = request.get(CALLER);
        if (caller == null) {
            throw CommandFailure.unauthenticated("nobody knows who asks");
        }
        return caller;
    }

    private Caller byToken(HttpServerRequest request) {
        String address = String.valueOf(request.remoteAddress().hostAddress());
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"baton\"");
            throw CommandFailure.unauthenticated(
                    "a token is needed: send it in the header Authorization: Bearer TOKEN, nowhere else");
        }
        Optional<Caller> caller = bearers.find(header.substring(SCHEME.length()).strip());
        long wait = failures.secondsToWait(address);
        if (wait > 0
                && caller.filter(who -> failures.isTrusted(address, who.name())).isEmpty()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            throw CommandFailure.told(
                    429, "too many wrong tokens came from this address: try again in " + wait + " seconds");
        }
        if (caller.isEmpty()) {
            refuse(request, address);
        }
        return caller.map(who -> {
                    failures.succeeded(address, who.name());
                    return who;
                })
                .orElseThrow();
    }

    private void refuse(HttpServerRequest request, String address) {
        if (failures.failed(address)) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .log("Too many wrong tokens came from one address; it has to wait");
        }
        request.response()
                .putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"baton\", error=\"invalid_token\"");
        throw CommandFailure.unauthenticated(
                "this token is not known here: check it, or ask who runs this Baton for one");
    }

    private Caller byCertificate(HttpServerRequest request) {
        if (!knowsCertificates) {
            return ANYBODY;
        }
        try {
            return Caller.overHttp(
                    String.valueOf(
                            request.connection().sslSession().getPeerPrincipal().getName()),
                    Role.ADMIN);
        } catch (SSLPeerUnverifiedException e) {
            throw CommandFailure.unauthenticated("a client certificate is needed");
        }
    }
}
