package dev.baton.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * As much of Kubernetes' API, as a program of its own, as somebody needs who asks for the endpoints of a Service: its pods, none
 * of them ready yet. Whoever has no token gets a 401. Uses nothing but the JDK.
 */
final class PlayedApi {
    static final int PORT = 8001;
    static final String TOKEN = "token-of-the-pod";
    private static final String ENDPOINTS = "/api/v1/namespaces/baton/endpoints/baton-headless";

    private PlayedApi() {}

    /** Serves the addresses that are its arguments, until it is killed; prints each question. */
    public static void main(String... addresses) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", PORT), 0);
        server.createContext("/", exchange -> answer(exchange, List.of(addresses)));
        server.start();
        System.out.println("ready");
    }

    private static void answer(HttpExchange exchange, List<String> addresses) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isKnown =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = !isKnown ? 401 : path.equals(ENDPOINTS) ? 200 : 404;
        System.out.println(status + " " + path);
        byte[] body = (status == 200 ? endpoints(addresses) : "{\"kind\":\"Status\",\"code\":" + status + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/. */
    private static String endpoints(List<String> addresses) {
        return """
                {"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"baton-headless","namespace":"baton"},
                 "subsets":[{"notReadyAddresses":[%s],
                  "ports":[{"name":"member","port":5701,"protocol":"TCP"},{"name":"bus","port":15701,"protocol":"TCP"}]}]}
                """.formatted(addresses.stream()
                .map(address -> "{\"ip\":\"" + address + "\",\"targetRef\":{\"kind\":\"Pod\",\"name\":\"pod-"
                        + address.replace('.', '-') + "\"}}")
                .collect(Collectors.joining(",")));
    }
}
