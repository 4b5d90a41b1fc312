package dev.baton.runtime.probe;

import dev.baton.process.Check;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page and looks at the status only: 200 to 399 is good. Nothing is followed, nothing is kept; of the page itself at
 * most 64 KiB are taken, so that the server need not find its client gone.
 */
final class HttpQuestion implements Question {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LEAST_GOOD = 200;
    private static final int LEAST_BAD = 400;

    private final HttpClient client;
    private final RequestOptions what;

    /** @param timeoutMillis after which a connection or a byte is not waited for any more */
    HttpQuestion(HttpClient client, Check.Http check, int timeoutMillis) {
        this.client = client;
        this.what = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(check.uri().toString())
                .setFollowRedirects(false)
                .setConnectTimeout(timeoutMillis)
                .setIdleTimeout(timeoutMillis)
                .putHeader("User-Agent", "baton-probe")
                .putHeader("Accept", "*/*");
    }

    @Override
    public Asked ask() {
        Exchange exchange = new Exchange();
        exchange.answer = client.request(new RequestOptions(what))
                .compose(exchange::send)
                .map(exchange::judge)
                .otherwise(Trouble::of);
        return exchange;
    }

    private static final class Exchange implements Asked {
        private Future<String> answer = Future.succeededFuture(GOOD);
        private @Nullable HttpClientRequest request;
        private boolean givenUp;
        private long taken;

        Future<HttpClientResponse> send(HttpClientRequest made) {
            request = made;
            if (givenUp) {
                made.reset();
                return Future.failedFuture("it was given up");
            }
            return made.send();
        }

        String judge(HttpClientResponse response) {
            response.exceptionHandler(cutOff -> {});
            response.handler(chunk -> {
                taken += chunk.length();
                if (taken > MOST_BYTES) {
                    response.request().reset();
                }
            });
            int status = response.statusCode();
            return status >= LEAST_GOOD && status < LEAST_BAD ? GOOD : "status " + status;
        }

        @Override
        public Future<String> answer() {
            return answer;
        }

        @Override
        public void giveUp() {
            givenUp = true;
            HttpClientRequest present = request;
            if (present != null) {
                present.reset();
            }
        }
    }
}
