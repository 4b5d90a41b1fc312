package dev.baton.control.dashboard;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * The page in which people watch and steer Baton. Whoever serves HTTP puts {@link #page} at {@link #PAGE} and {@link #asset}
 * at {@link #ASSETS}, open to everybody: the files tell nothing, and the page asks for a token where one is needed.
 *
 * <p>The page needs no more of a content security policy than scripts, styles, images and connections of its own origin, and
 * images of {@code data:}.
 */
public final class Dashboard {
    /** Where the page goes. */
    public static final String PAGE = "/";
    /** Where all that belongs to it goes. */
    public static final String ASSETS = "/assets/*";

    private static final int PREFIX = ASSETS.length() - 1;
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence ASK_FIRST = HttpHeaders.createOptimized("no-cache");

    private final Assets assets;
    private final String tag;

    private Dashboard(Assets assets) {
        this.assets = assets;
        this.tag = '"' + assets.print() + '"';
    }

    /**
     * Reads the files out of the jar; blocks.
     *
     * @throws IOException if one is missing or can't be read
     */
    public static Dashboard load() throws IOException {
        return new Dashboard(Assets.load());
    }

    /** Answers with the page, or with 304 if the browser has it. */
    public void page(RoutingContext request) {
        HttpServerResponse response =
                request.response().putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, ASK_FIRST);
        if (tag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
        } else {
            send(response, assets.page());
        }
    }

    /** Answers with a file of the page that the browser may keep for ever, or lets the next handler say that there is none. */
    public void asset(RoutingContext request) {
        String path = request.normalizedPath();
        Optional<Asset> found = path.length() > PREFIX ? assets.find(path.substring(PREFIX)) : Optional.empty();
        if (found.isPresent()) {
            send(request.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER), found.get());
        } else {
            request.next();
        }
    }

    private static void send(HttpServerResponse response, Asset asset) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type()).end(asset.content());
    }
}
