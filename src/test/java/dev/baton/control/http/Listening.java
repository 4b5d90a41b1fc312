package dev.baton.control.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.awaitility.Awaitility;

/** A client of server-sent events that keeps all of them. */
final class Listening implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private volatile boolean ended;

    /**
     * One event.
     *
     * @param event its name, empty if it has none
     * @param id its id, empty if it has none
     * @param data what it says
     */
    record Told(String event, String id, String data) {}

    private Listening(HttpRequest request) {
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::read, "listening");
        reader.setDaemon(true);
        reader.start();
    }

    static Listening to(HttpRequest.Builder request) {
        return new Listening(request.build());
    }

    /** The head of an answer that goes on for ever; the whole of one that doesn't. */
    static HttpResponse<String> head(HttpRequest.Builder request) {
        try (Listening listening = to(request)) {
            HttpResponse<Stream<String>> full = listening.response;
            boolean isStream =
                    full.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
            if (!isStream) {
                listening.awaitEnd();
            }
            return new Head(full, isStream ? "" : listening.all.get());
        }
    }

    private final AtomicReference<String> all = new AtomicReference<>("");

    List<Told> told() {
        return List.copyOf(told);
    }

    /** The data of events that have no name. */
    List<Told> rows() {
        return told.stream().filter(each -> each.event().isEmpty()).toList();
    }

    List<Long> ids() {
        return rows().stream().map(each -> Long.parseLong(each.id())).toList();
    }

    void await(Predicate<Listening> fact) {
        Awaitility.await().until(() -> fact.test(this));
    }

    void awaitEnd() {
        Awaitility.await().until(() -> ended);
    }

    private void read() {
        String event = "";
        String id = "";
        String data = "";
        try {
            for (String line : (Iterable<String>) response.body()::iterator) {
                all.updateAndGet(text -> text.length() < 10_000 ? text + line : text);
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    told.add(new Told(event, id, data));
                    event = "";
                    id = "";
                    data = "";
                }
            }
        } catch (UncheckedIOException | IllegalStateException closed) {
            // The server, or this test, has closed the connection, perhaps before anything was read.
        }
        ended = true;
    }

    @Override
    public void close() {
        response.body().close();
    }

    private record Head(HttpResponse<?> of, String body) implements HttpResponse<String> {
        @Override
        public int statusCode() {
            return of.statusCode();
        }

        @Override
        public HttpRequest request() {
            return of.request();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return of.headers();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return of.sslSession();
        }

        @Override
        public java.net.URI uri() {
            return of.uri();
        }

        @Override
        public HttpClient.Version version() {
            return of.version();
        }
    }
}
