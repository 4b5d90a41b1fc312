package dev.baton.runtime.probe;

import dev.baton.process.Check;
import io.vertx.core.Future;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;

/** Asks whether somebody accepts connections. A connection is closed as soon as there is one. */
final class TcpQuestion implements Question {
    private final NetClient client;
    private final ConnectOptions where;

    /** @param timeoutMillis after which a connection is not waited for any more */
    TcpQuestion(NetClient client, Check.Tcp check, int timeoutMillis) {
        this.client = client;
        this.where =
                new ConnectOptions().setHost(check.host()).setPort(check.port()).setTimeout(timeoutMillis);
    }

    @Override
    public Asked ask() {
        Future<String> answer = client.connect(where)
                .map(connection -> {
                    connection.close();
                    return GOOD;
                })
                .otherwise(Trouble::of);
        return new Asked() {
            @Override
            public Future<String> answer() {
                return answer;
            }

            @Override
            public void giveUp() {
                // Connecting has the same timeout, and ends by itself.
            }
        };
    }
}
