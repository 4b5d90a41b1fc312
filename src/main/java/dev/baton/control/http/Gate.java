package dev.baton.control.http;

import dev.baton.command.Caller;
import dev.baton.command.CommandFailure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** What every request passes first, whatever it asks for. Where nothing is, only those who may ask are told so. */
final class Gate {
    static final String DOCS = "/docs";
    static final String DOCS_STYLE = "/docs/style.css";

    private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/openapi.yaml", DOCS, DOCS_STYLE);

    private final Hosts hosts;
    private final Bodies bodies;
    private final Admission admission;
    private final List<ExtraRoute> extraRoutes;

    Gate(Hosts hosts, Bodies bodies, Admission admission, List<ExtraRoute> extraRoutes) {
        this.hosts = hosts;
        this.bodies = bodies;
        this.admission = admission;
        this.extraRoutes = extraRoutes;
    }

    void pass(RoutingContext request) {
        Headers.protect(request.response().headers());
        hosts.check(request.request());
        if (!isOpen(path(request))) {
            admission.admit(request);
        }
        bodies.await(request);
    }

    /** Whether all that a request passes here, and the router's own look at it, comes to asking who sent it. */
    boolean isPlain(HttpServerRequest request) {
        return hosts.isKnown(request) && !Bodies.hasBody(request);
    }

    /** The same as {@link #pass} for a plain request for something that isn't open to everybody; says who asks. */
    Caller passPlain(HttpServerRequest request) {
        Caller caller = admission.admit(request);
        bodies.expectNone(request);
        return caller;
    }

    private static String path(RoutingContext request) {
        try {
            return request.normalizedPath();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.malformed(
                    "the path has a % without two hexadecimal digits after it: write %25 for the character itself");
        }
    }

    private boolean isOpen(String path) {
        if (OPEN.contains(path)) {
            return true;
        }
        for (ExtraRoute route : extraRoutes) {
            if (route.concerns(path)) {
                return true;
            }
        }
        return false;
    }
}
