package dev.baton.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import dev.baton.testing.AnyRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {
    private static final int ROUNDS = 200;
    private static final Origin N1 = new Origin("n1", Origin.start(1_700_000_000_000L, 5));
    private static final Map<String, Class<? extends Record>> OPS =
            Map.of("asked", Asked.class, "answered", Answered.class, "rows", Rows.class, "odd", Odd.class);

    private record Asked(String id, Command<?> command, Caller caller) {}

    private record Answered(Answer answer) {}

    private record Rows(List<EventRow> events, List<LogRow> lines) {}

    private record Odd(@Nullable String may, String must, int number, List<String> texts) {}

    static Stream<Class<?>> commands() {
        return Stream.of(Command.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> answers() {
        return Stream.of(Answer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSurvivesTheWay(Class<? extends Command<?>> type) throws MessageRefused {
        AnyRecord any = new AnyRecord(type.getName().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            assertSurvives("asked", new Asked("id", any.of(type), any.of(Caller.class)));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerSurvivesTheWay(Class<? extends Answer> type) throws MessageRefused {
        AnyRecord any = new AnyRecord(type.getName().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            assertSurvives("answered", new Answered(any.of(type)));
        }
    }

    @Test
    void eventsAndLinesSurviveTheWay() throws MessageRefused {
        AnyRecord any = new AnyRecord(1);
        for (int round = 0; round < ROUNDS; round++) {
            assertSurvives("rows", any.of(Rows.class));
        }
    }

    private static void assertSurvives(String op, Record body) throws MessageRefused {
        Envelope<?> read = WireJson.read(WireJson.writeAnySize(N1, op, body), OPS);
        assertThat(read).isEqualTo(new Envelope<>(N1, op, body));
    }

    @Test
    void aCommandIsNamedByAWordOfAClosedList() throws MessageRefused {
        JsonObject sent = new JsonObject(
                WireJson.write(N1, "asked", new Asked("7", new Command.Shutdown(null), Caller.EMBEDDED)));
        assertThat(sent.getInteger("v")).isEqualTo(1);
        assertThat(sent.getJsonObject("body").getJsonObject("command").fieldNames())
                .containsExactly("shutdown");
        sent.getJsonObject("body").put("command", new JsonObject().put("java.lang.Runtime", new JsonObject()));
        assertRefused(sent.toBuffer(), "n1", "java.lang.Runtime");
    }

    @Test
    void whatGettersSayIsNotSent() throws MessageRefused {
        JsonObject sent = new JsonObject(WireJson.write(N1, "answered", new Answered(new Answer.ShuttingDown())));
        assertThat(sent.encode()).doesNotContain("success", "alive");
        Answered steered = new Answered(new AnyRecord(3).of(Answer.Steered.class));
        assertThat(WireJson.write(N1, "answered", steered).toString()).doesNotContain("isSuccess", "\"success\"");
    }

    @Test
    void aDurationBeyondAllBoundsIsSentAsTheLongest() throws MessageRefused {
        Command.Logs logs = new Command.Logs(List.of("a"), 1, Duration.ofSeconds(Long.MAX_VALUE), null, null);
        Envelope<?> read = WireJson.read(WireJson.write(N1, "asked", new Asked("1", logs, Caller.EMBEDDED)), OPS);
        assertThat(read.body())
                .isInstanceOfSatisfying(
                        Asked.class,
                        asked -> assertThat(asked.command())
                                .isEqualTo(new Command.Logs(
                                        List.of("a"), 1, Duration.ofNanos(Long.MAX_VALUE), null, null)));
    }

    @Test
    void whatIsUnknownIsIgnored() throws MessageRefused {
        Envelope<?> read = WireJson.read(
                text("{'v':1,'later':{'x':[1]},'op':'odd','from':'n2','start':'s-1',"
                        + "'body':{'new':1,'must':'m','number':3,'texts':[]},'more':1}".replace(",'more':1", "")),
                OPS);
        assertThat(read.body()).isEqualTo(new Odd(null, "m", 3, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'must':null,'number':1,'texts':[]}",
                "{'must':'m','texts':[]}",
                "{'must':'m','number':null,'texts':[]}",
                "{'must':'m','number':1}",
                "{'must':'m','number':1,'texts':[null]}",
                "{'must':'m','number':'x','texts':[]}",
                "{'must':{},'number':1,'texts':[]}",
                "null",
                "[]",
                "7"
            })
    void aBodyThatIsNotAsItShouldBeIsRefused(String body) {
        assertRefused(text("{'v':1,'op':'odd','from':'n2','start':'s-1','body':" + body + "}"), "n2", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[1]",
                "{",
                "{'v':1}",
                "{'v':'one','op':'odd'}",
                "{'op':'odd','from':'n2','start':'s','body':{}}",
                "{'v':1,'op':'odd','start':'s','body':{}}",
                "{'v':1,'op':'odd','from':'','start':'s','body':{'must':'m','number':1,'texts':[]}}",
                "{'v':1,'op':'nothing','from':'n2','start':'s','body':{}}",
                "{'v':1,'op':'odd','from':'n2','start':'s','body':{'must':'m','number':1,'texts':[]}"
            })
    void garbageIsRefused(String garbage) {
        assertThatThrownBy(() -> WireJson.read(text(garbage), OPS)).isInstanceOf(MessageRefused.class);
    }

    @Test
    void garbageOfAnyKindIsRefusedAndNeverMoreThanThat() throws MessageRefused {
        SplittableRandom dice = new SplittableRandom(11);
        byte[] good =
                WireJson.write(N1, "rows", new AnyRecord(2).of(Rows.class)).getBytes();
        for (int round = 0; round < 3_000; round++) {
            byte[] broken = good.clone();
            for (int changes = 1 + dice.nextInt(4); changes > 0; changes--) {
                broken[dice.nextInt(broken.length)] = (byte) dice.nextInt(256);
            }
            try {
                WireJson.read(Buffer.buffer(broken), OPS);
            } catch (MessageRefused expected) {
                assertThat(expected.reason()).isNotEmpty();
            }
        }
    }

    @Test
    void nestingBeyondAllBoundsIsRefused() {
        String deep = "[".repeat(100_000);
        assertRefused(text("{'v':1,'op':'odd','from':'n2','start':'s','body':{'new':" + deep), "n2", "nesting");
    }

    @Test
    void anotherProtocolVersionIsRefusedWithWhatToDo() {
        assertRefused(text("{'v':2,'op':'odd','from':'n2','start':'s','body':{}}"), "n2", "run one version of Baton");
    }

    @Test
    void aMessageBeyondTheLimitIsNeitherSentNorRead() {
        Odd large = new Odd(null, "x".repeat(WireLimits.LARGEST_MESSAGE), 1, List.of());
        assertThatThrownBy(() -> WireJson.write(N1, "odd", large))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("1048576");
        assertRefused(WireJson.writeAnySize(N1, "odd", large), "", "1048576");
    }

    private static void assertRefused(Buffer message, String peer, String reason) {
        assertThatThrownBy(() -> WireJson.read(message, OPS)).isInstanceOfSatisfying(MessageRefused.class, refused -> {
            assertThat(refused.peer()).isEqualTo(peer);
            assertThat(refused.reason()).containsIgnoringCase(reason);
        });
    }

    private static Buffer text(String json) {
        return Buffer.buffer(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
