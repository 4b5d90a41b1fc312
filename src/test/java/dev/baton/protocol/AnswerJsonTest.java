package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the wire is in the files {@code answers/*.json}: a difference there is one that clients see. */
class AnswerJsonTest {

    static Stream<String> names() {
        return Samples.answers().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyAnswerIsWrittenAsInItsFile(String name) throws IOException {
        Answer answer = Samples.answers().get(name);

        assertThat(text(ResourceJson.of(answer))).isEqualTo(golden(name));
    }

    @Test
    void everyKindOfAnswerHasASample() {
        assertThat(Samples.answers().values())
                .extracting(answer -> (Object) answer.getClass())
                .containsAll(
                        Arrays.stream(Answer.class.getPermittedSubclasses()).toList());
    }

    @Test
    void oneEventAndOneLogLineAreWrittenAsInTheAnswers() {
        assertThat(text(ResourceJson.of(Samples.EVENT)))
                .isEqualTo("{\"seq\":7,\"timestamp\":\"2026-03-04T05:06:07.008Z\",\"category\":\"agent\","
                        + "\"event_name\":\"AGENT_READY\",\"agent\":\"collector\",\"severity\":\"INFO\","
                        + "\"incarnation\":3,\"node\":\"n1\",\"data\":{\"a\":1}}");
        assertThat(text(ResourceJson.of(Samples.LINE)))
                .isEqualTo("{\"agent\":\"collector\",\"seq\":12,\"timestamp\":\"2026-03-04T05:06:07.008Z\","
                        + "\"stream\":\"stderr\",\"level\":\"\",\"text\":\"tab\\there\"}");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = AnswerJsonTest.class.getResourceAsStream("answers/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
