package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Baton's HTTP interface. Loaded only when somebody names a URL: the JDK's client takes long to load. */
final class HttpConnection implements Connection {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 400;
    private static final String WHAT_TO_DO =
            ". Start Baton with: baton run FILE --http PORT, or check the host and the port.";

    private final String base;
    private final @Nullable String token;
    private final HttpClient client;
    private volatile @Nullable Stream<String> followed;

    private HttpConnection(String base, @Nullable String token) {
        this.base = base;
        this.token = token;
        client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The Baton at {@code url}, such as {@code http://127.0.0.1:8080}; connects when it is asked something. */
    static HttpConnection to(String url, @Nullable String token) throws NoAnswer {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            if (http && uri.getHost() != null && uri.getQuery() == null) {
                return new HttpConnection(url.replaceAll("/+$", ""), token);
            }
        } catch (URISyntaxException e) {
            // Told below, as what else is no URL of Baton.
        }
        throw NoAnswer.wrongUsage(
                "--url is '" + url + "' but must be an address such as http://127.0.0.1:8080 or https://host");
    }

    @Override
    public Reply ask(Command<?> command, @Nullable Duration patience) throws NoAnswer {
        if (command instanceof Command.Ps ps) {
            Reply reply = exchange(HttpRoute.of(command, null, false), patience);
            return ps.names().isEmpty() || !reply.isSuccess() ? reply : AgentNames.choose(ps.names(), reply);
        }
        if (command instanceof Command.Steer steer) {
            return each(steer.names(), "outcomes", command, patience);
        }
        if (command instanceof Command.Logs logs) {
            return newest(each(logs.names(), "lines", command, patience), logs.last());
        }
        return exchange(HttpRoute.of(command, null, false), patience);
    }

    /** There is a route for one agent, or one glob, at a time. */
    private Reply each(List<String> names, String field, Command<?> command, @Nullable Duration patience)
            throws NoAnswer {
        JsonArray all = new JsonArray();
        JsonObject data = new JsonObject();
        for (String name : names) {
            Reply reply = exchange(HttpRoute.of(command, name, false), patience);
            if (!reply.isSuccess()) {
                return reply;
            }
            all.addAll(reply.data().getJsonArray(field, new JsonArray()));
            keepNodes(reply.data(), data);
        }
        return success(data.put(field, all));
    }

    /** Those of the answer that lacks most. */
    private static void keepNodes(JsonObject from, JsonObject to) {
        boolean isWorse = Nodes.missing(from).size() > Nodes.missing(to).size();
        if (Nodes.isCluster(from) && (isWorse || !Nodes.isCluster(to))) {
            to.put("nodes", from.getValue("nodes"));
        }
    }

    private static Reply newest(Reply reply, int last) {
        if (!reply.isSuccess()) {
            return reply;
        }
        List<JsonObject> lines = Rows.of(reply.data(), "lines").stream()
                .sorted(Comparator.comparing(line -> Rows.text(line, "timestamp")))
                .toList();
        List<JsonObject> left = lines.subList(Math.max(0, lines.size() - last), lines.size());
        JsonObject data = reply.data().copy();
        return success(data.put("lines", new JsonArray(left)).put("count", left.size()));
    }

    private Reply exchange(HttpRoute route, @Nullable Duration patience) throws NoAnswer {
        HttpRequest.Builder request = request(route, "application/json");
        if (patience != null) {
            request.timeout(patience);
        }
        HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
        return reply(response.statusCode(), response.body());
    }

    @Override
    public void follow(Command<?> command, Listener listener) throws NoAnswer {
        if (command instanceof Command.Logs logs && logs.names().size() > 1) {
            throw NoAnswer.wrongUsage(
                    "Over HTTP only one name or glob can be followed at a time: leave out the others, or"
                            + " use the socket.");
        }
        String name = command instanceof Command.Logs logs ? logs.names().get(0) : null;
        HttpRequest request =
                request(HttpRoute.of(command, name, true), "text/event-stream").build();
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            followed = lines;
            if (response.statusCode() >= FIRST_ERROR) {
                listener.hear(reply(response.statusCode(), String.join("\n", lines.toList())));
                return;
            }
            String field = command instanceof Command.Logs ? "lines" : "events";
            new EventStream(field, listener).hear(lines);
        } catch (UncheckedIOException e) {
            throw NoAnswer.brokenOff("The connection to " + base + " broke off (" + e.getMessage() + ").");
        }
    }

    private HttpRequest.Builder request(HttpRoute route, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + route.path())).header("Accept", accept);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return route.post() ? request.POST(HttpRequest.BodyPublishers.noBody()) : request.GET();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws NoAnswer {
        try {
            return client.send(request, body);
        } catch (HttpTimeoutException e) {
            throw NoAnswer.nobody("Nothing came from " + base + " in time: Baton hangs or the machine is overloaded.");
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "connection refused" : e.getMessage();
            throw NoAnswer.nobody("Nothing answers at " + base + " (" + reason + ")" + WHAT_TO_DO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NoAnswer.brokenOff("Interrupted while waiting for " + base + ".");
        }
    }

    private Reply reply(int status, String body) throws NoAnswer {
        try {
            JsonObject json = body.isBlank() && status < FIRST_ERROR ? new JsonObject() : HttpBody.parse(body);
            if (status < FIRST_ERROR) {
                return success(json);
            }
            String sentence = json.getString("detail", json.getString("title", "it answered " + status));
            return new Reply(status, new JsonObject(), sentence, "", Protocol.VERSION);
        } catch (IOException | ClassCastException e) {
            throw NoAnswer.nobody(
                    "What answers at " + base + " is no Baton: it said " + status + " and no JSON" + WHAT_TO_DO);
        }
    }

    private static Reply success(JsonObject data) {
        return new Reply(0, data, "", "", Protocol.VERSION);
    }

    @Override
    public void close() {
        Stream<String> lines = followed;
        if (lines != null) {
            lines.close();
        }
    }
}
