package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How commands for a cluster are asked for over HTTP, and how its streams are read. */
class HttpFormsTest {
    private static String path(Command<?> command) {
        return HttpRoute.of(command, "a", false).path();
    }

    @Test
    void namesTheNode() {
        assertThat(path(new Command.Ps(List.of(), "n2"))).isEqualTo("/api/agents?node=n2");
        assertThat(path(new Command.Steer(Verb.STOP, List.of("a"), true, "n2")))
                .isEqualTo("/api/agents/a/stop?node=n2");
        assertThat(path(new Command.Steer(Verb.STOP, List.of("a"), false, "n 2")))
                .isEqualTo("/api/agents/a/stop?wait=false&node=n%202");
        assertThat(path(new Command.Logs(List.of("a"), 5, null, null, "n2")))
                .isEqualTo("/api/agents/a/logs?last=5&node=n2");
        assertThat(path(new Command.Shutdown("n2"))).isEqualTo("/api/shutdown?node=n2");
        assertThat(path(new Command.Status())).isEqualTo("/api/status");
    }

    @Test
    void namesPositions() {
        assertThat(path(new Command.History(5, null, null, null, Map.of("n1", 5L, "n2", 17L), null)))
                .isEqualTo("/api/events?last=5&after_seq=n1%3A5%2Cn2%3A17");
    }

    private static List<JsonObject> heard(String... lines) {
        List<JsonObject> heard = new ArrayList<>();
        new EventStream("events", reply -> {
                    heard.add(data(reply));
                    return true;
                })
                .hear(Stream.of(lines));
        return heard;
    }

    private static JsonObject data(Reply reply) {
        return reply.data();
    }

    @Test
    void aStreamOfOneBatonBeginsWithoutEvents() {
        List<JsonObject> heard = heard(
                "retry: 2000",
                "event: hello",
                "data: {\"started\":\"2026-03-04T05:06:07.008Z\",\"newest_seq\":1}",
                "",
                "id: 1",
                "data: {\"seq\":1}",
                "",
                "event: gap",
                "data: {\"from\":2,\"to\":4,\"reason\":\"they are forgotten\"}",
                "");

        assertThat(heard.stream().map(JsonObject::encode))
                .containsExactly(
                        "{\"events\":[],\"count\":0,\"missed\":0}",
                        "{\"events\":[{\"seq\":1}],\"count\":1,\"missed\":0}",
                        "{\"events\":[],\"count\":0,\"missed\":3}");
    }

    @Test
    void aStreamOfAClusterTellsPositionsAndWhoseEventsAreMissing() {
        List<JsonObject> heard = heard(
                "event: hello",
                "data: {\"started\":\"2026-03-04T05:06:07.008Z\",\"newest_seq\":1,\"positions\":\"n1:1,n2:5\"}",
                "",
                "event: gap",
                "data: {\"from\":6,\"to\":null,\"reason\":\"it was started anew\",\"node\":\"n2\"}",
                "");

        assertThat(Following.isCluster(heard.get(0))).isTrue();
        assertThat(heard.get(1).getLong("missed")).isEqualTo(1);
        assertThat(heard.get(1).getJsonObject("gap").getString("node")).isEqualTo("n2");
    }
}
