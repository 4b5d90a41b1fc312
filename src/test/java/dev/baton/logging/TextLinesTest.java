package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TextLinesTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ";

    @Test
    void alignsTimeLevelNameAndMessage() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.agent("collector").success("read {} cities", 3);
        recorder.agent("b").info("hello");
        recorder.logger("dev.baton.orchestrator.Supervisor").error("no");

        List<String> lines = recorder.lines();
        assertThat(lines.get(0)).matches(TIME + "SUCCESS  collector        read 3 cities");
        assertThat(lines.get(1)).matches(TIME + "INFO     b                hello");
        assertThat(lines.get(2)).matches(TIME + "ERROR    \\[orchestrator]   no");
    }

    @Test
    void namesAgentsPlainlyAndOthersInBrackets() {
        assertThat(LoggerNames.display("agent.city.rome")).isEqualTo("city.rome");
        assertThat(LoggerNames.display("dev.baton.control.socket.Server")).isEqualTo("[socket]");
        assertThat(LoggerNames.display("dev.baton.Main")).isEqualTo("[Main]");
        assertThat(LoggerNames.display("com.acme.Collector")).isEqualTo("[Collector]");
        assertThat(LoggerNames.display("plain")).isEqualTo("[plain]");
    }

    @Test
    void endsWithKeysAndValuesQuotedWhereNeeded() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.logger("dev.baton.orchestrator.X")
                .atInfo()
                .addKeyValue("agent", "db")
                .addKeyValue("incarnation", 2)
                .addKeyValue("reason", "it said \"no\"")
                .addKeyValue("none", (Object) null)
                .addKeyValue("empty", "")
                .log("Restarted");

        assertThat(recorder.output())
                .endsWith("Restarted agent=db incarnation=2 reason=\"it said \\\"no\\\"\" none=null empty=\"\"\n");
    }

    @Test
    void keepsTheFactsOfAnAgentApartFromItsMessage() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.agent("collector")
                .atInfo()
                .addKeyValue("city", "Rome")
                .addKeyValue("agent", "collector")
                .log("read");

        assertThat(recorder.output()).endsWith(" collector        read city=Rome\n");
    }

    @Test
    void addsTheFactsOfTheThread() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        MDC.put("request", "r1");
        try {
            recorder.agent("collector").info("read");
        } finally {
            MDC.remove("request");
        }

        assertThat(recorder.output()).endsWith("read request=r1\n");
    }

    @Test
    void aMessageCannotForgeALineOrPaintTheTerminal() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.agent("evil\nname")
                .info("a\r\n2025-01-01 00:00:00.000 CRITICAL forged\u001b[2J\u2028\u202e {}", "b\nc");
        recorder.agent("evil").atInfo().addKeyValue("k\ney", "v\nalue").log("x");

        List<String> lines = recorder.lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("evil\\nname")
                .contains("a\\r\\n2025-01-01")
                .contains("\\u001b[2J\\u2028\\u202e b\\nc");
        assertThat(lines.get(1)).endsWith("x \"k\\ney\"=\"v\\nalue\"");
    }

    @Test
    void indentsATraceSoThatItCannotForgeALineEither() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        Exception cause = new IllegalArgumentException("first\n2025-01-01 00:00:00.000 forged\u001b[2J");

        recorder.agent("collector").error("Failed", new IllegalStateException("outer", cause));

        List<String> lines = recorder.lines();
        assertThat(lines.get(0)).endsWith("Failed");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("    "));
        assertThat(lines)
                .contains("    java.lang.IllegalStateException: outer")
                .contains("    Caused by: java.lang.IllegalArgumentException: first")
                .contains("        | 2025-01-01 00:00:00.000 forged\\u001b[2J")
                .anyMatch(line -> line.startsWith("        at ") && line.contains("TextLinesTest"));
    }

    @Test
    void boundsATraceHoweverDeepItIs() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        Exception chain = new Exception("root");
        for (int i = 0; i < 100; i++) {
            chain = new Exception("wrapped " + i, chain);
            chain.addSuppressed(new Exception("suppressed " + i));
        }

        recorder.agent("collector").error("Deep", deep(500));
        recorder.agent("collector").error("Long", chain);

        assertThat(recorder.lines()).hasSizeLessThan(400).anyMatch(line -> line.matches(" +\\.\\.\\. \\d+ more"));
    }

    @Test
    void survivesAnExceptionThatCausesItself() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        recorder.agent("collector").error("Cyclic", one);

        assertThat(recorder.output()).contains("Cyclic").contains("... as above");
    }

    @Test
    void cutsAMessageWithoutEnd() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.agent("collector").info("x".repeat(Characters.MOST + 17));

        assertThat(recorder.output()).endsWith("xxx… (17 more characters)\n");
    }

    @Test
    void aValueThatCannotSayWhatItIsDoesNotCostTheLine() {
        Recorder recorder = Recorder.text(LogLevel.INFO);
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        };

        recorder.agent("collector").atInfo().addKeyValue("broken", broken).log("still here");

        assertThat(recorder.output()).contains("still here").contains("IllegalStateException in toString");
    }

    @Test
    void isPlainUnlessColourIsWanted() {
        Recorder plain = new Recorder(LoggerSettings.DEFAULT, false);
        Recorder coloured = new Recorder(LoggerSettings.DEFAULT, true);

        plain.agent("collector").critical("gone");
        coloured.agent("collector").critical("gone");

        assertThat(plain.output()).doesNotContain("\u001b");
        assertThat(coloured.output()).contains("\u001b[1;97;41mCRITICAL\u001b[0m ");
    }

    private static Exception deep(int depth) {
        return depth == 0 ? new Exception("deep") : deep(depth - 1);
    }
}
