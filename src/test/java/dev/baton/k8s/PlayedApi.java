package dev.baton.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As much of Kubernetes' API, as a program of its own, as somebody needs who asks where a Service leads: slices of its endpoints. Whoever
 * has no token is sent away. Uses nothing but the JDK.
 */
final class PlayedApi {
    static final int PORT = 8001;
    static final String TOKEN = "token-of-the-pod";
    static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/baton/endpointslices";

    private PlayedApi() {}

    /** Serves the addresses that are its arguments, until it is killed; prints each question. */
    public static void main(String... addresses) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", PORT), 0);
        server.createContext("/", exchange -> answer(exchange, List.of(addresses)));
        server.start();
        System.out.println("ready");
    }

    private static void answer(HttpExchange exchange, List<String> addresses) throws IOException {
        boolean isKnown =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!isKnown) {
            answer(exchange, 401, status("Unauthorized", 401));
        } else if (exchange.getRequestURI().getPath().equals(SLICES)) {
            answer(exchange, 200, slices(addresses));
        } else {
            // As for an account that may see no more.
            answer(exchange, 403, status("Forbidden", 403));
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        System.out.println(status + " " + exchange.getRequestURI());
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String status(String reason, int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                + "\",\"code\":" + code + "}";
    }

    /** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/. */
    private static String slices(List<String> addresses) {
        return """
                {"kind":"EndpointSliceList","apiVersion":"discovery.k8s.io/v1","metadata":{},"items":[
                 {"metadata":{"name":"baton-headless-x","namespace":"baton",
                   "labels":{"kubernetes.io/service-name":"baton-headless"}},
                  "addressType":"IPv4",
                  "endpoints":[%s],
                  "ports":[{"name":"member","port":5701,"protocol":"TCP"},{"name":"bus","port":15701,"protocol":"TCP"}]}]}
                """.formatted(addresses.stream().map(PlayedApi::endpoint).collect(Collectors.joining(",")));
    }

    private static String endpoint(String address) {
        return "{\"addresses\":[\"" + address + "\"],\"conditions\":{\"ready\":true,\"serving\":true},"
                + "\"targetRef\":{\"kind\":\"Pod\",\"name\":\"pod-" + address.replace('.', '-') + "\"}}";
    }
}
