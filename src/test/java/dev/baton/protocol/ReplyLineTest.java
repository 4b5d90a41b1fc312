package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReplyLineTest {

    @Test
    void putsTheAnswerIntoAnEnvelope() {
        byte[] line = ReplyLine.success("u1", new Answer.ShuttingDown(), Samples.TIME);

        assertThat(new String(line, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"sender\":\"orchestrator\",\"event_name\":\"COMMAND\",\"payload\":{\"status\":\"success\","
                                + "\"code\":0,\"data\":{\"shutting_down\":true},\"error\":\"\",\"request_id\":\"u1\","
                                + "\"protocol_version\":\"1.0\"},\"timestamp\":\"2026-03-04T05:06:07.008Z\"}\n");
    }

    @Test
    void saysWhatWentWrong() throws IOException {
        Reply reply = read(ReplyLine.failure("u1", CommandFailure.unknownAgent("there is no agent 'x'"), Samples.TIME));

        assertThat(reply).isEqualTo(new Reply(404, new JsonObject(), "there is no agent 'x'", "u1", "1.0"));
        assertThatThrownBy(reply::orThrow)
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(404));
    }

    @Test
    void givesDataAsItIsWithoutAnEnvelope() throws IOException {
        for (Answer answer : Samples.answers().values()) {
            Reply reply = read(ReplyLine.success("é", answer, Samples.TIME));

            assertThat(reply.requestId()).isEqualTo("é");
            assertThat(reply.orThrow().encode())
                    .isEqualTo(new JsonObject(new String(ResourceJson.of(answer), StandardCharsets.UTF_8)).encode());
        }
    }

    @Test
    void tellsWhoFollowsWhatWasMissed() throws IOException {
        Reply events = read(ReplyLine.laterEvents("f", List.of(Samples.EVENT), 4, Samples.TIME));
        Reply lines = read(ReplyLine.laterLines("f", List.of(Samples.LINE), 0, Samples.TIME));

        assertThat(events.data().getJsonArray("events")).hasSize(1);
        assertThat(events.data().getInteger("count")).isEqualTo(1);
        assertThat(events.data().getInteger("missed")).isEqualTo(4);
        assertThat(lines.data().getJsonArray("lines").getJsonObject(0).getString("text"))
                .isEqualTo("tab\there");
        assertThat(lines.data().getInteger("missed")).isZero();
    }

    @Test
    void isNoReplyWithoutACode() {
        assertThatThrownBy(() -> read("{\"payload\":{}}\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("garbage\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 300)
    void anyTextComesBackOnOneLine(@ForAll String text, @ForAll @IntRange(min = 1, max = 600) int code)
            throws IOException {
        byte[] line = ReplyLine.failure("id", CommandFailure.told(code, text), Samples.TIME);

        assertThat(new String(line, StandardCharsets.UTF_8).indexOf('\n'))
                .isEqualTo(line.length > 0 ? lastCharacter(line) : 0);
        Reply reply = read(line);
        assertThat(reply.error()).isEqualTo(text);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void writesHalfASurrogatePairInsteadOfFailing() throws IOException {
        LogRow row = new LogRow("a", 1, Samples.TIME, "log", "INFO", "half \ud83d of é");
        EventRow event = new EventRow(Samples.EVENT.event(), Map.of("k", "\udc00"));

        assertThat(read(ReplyLine.laterLines("é", List.of(row), 0, Samples.TIME))
                        .data()
                        .getJsonArray("lines")
                        .getJsonObject(0)
                        .getString("text"))
                .isEqualTo("half \ud83d of é");
        assertThat(new String(ResourceJson.of(event), StandardCharsets.UTF_8)).contains("\\uDC00");
    }

    private static int lastCharacter(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).length() - 1;
    }

    private static Reply read(byte[] line) throws IOException {
        return ReplyLine.read(line, 0, line.length - 1);
    }
}
