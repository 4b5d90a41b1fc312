package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.lifecycle.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<Arguments> commands() {
        return Stream.of(
                once("ps", "[]", new Command.Ps(List.of())),
                once("ps", "['a','web-*']", new Command.Ps(List.of("a", "web-*"))),
                once("start", "['a']", new Command.Steer(Verb.START, List.of("a"), true)),
                once("stop", "['a','group:g',{'wait':false}]", steerAtOnce(Verb.STOP, "a", "group:g")),
                once("restart", "[{'wait':false},'a']", steerAtOnce(Verb.RESTART, "a")),
                once("pause", "['a',{}]", new Command.Steer(Verb.PAUSE, List.of("a"), true)),
                once("resume", "['a',{'wait':true}]", new Command.Steer(Verb.RESUME, List.of("a"), true)),
                once("status", "[]", new Command.Status()),
                once("status", "['a']", new Command.AgentStatus("a")),
                once("dependencies", "[]", new Command.Dependencies()),
                once("history", "[]", new Command.History(100, null, null, null)),
                once(
                        "history",
                        "[{'last':10,'agent':'a','type':'AGENT_ERROR','after_seq':5}]",
                        new Command.History(10, "a", "AGENT_ERROR", 5L)),
                once("history", "[{'last':0,'agent':null}]", new Command.History(0, null, null, null)),
                Arguments.of(
                        "history",
                        "[{'follow':true}]",
                        new Request("1", new Command.History(100, null, null, null), true)),
                once("history-stats", "[]", new Command.HistoryStats()),
                once("stats", "[]", new Command.Stats()),
                once("logs", "['a']", new Command.Logs(List.of("a"), 100, null, null)),
                once(
                        "logs",
                        "['a','b',{'last':5,'since':'5m','grep':'x+'}]",
                        new Command.Logs(List.of("a", "b"), 5, Duration.ofMinutes(5), "x+")),
                once("logs", "['a',{'since':1.5}]", new Command.Logs(List.of("a"), 100, Duration.ofMillis(1500), null)),
                Arguments.of(
                        "logs",
                        "['a',{'follow':true}]",
                        new Request("1", new Command.Logs(List.of("a"), 100, null, null), true)),
                once("commands", "[]", new Command.ListCommands()),
                once("reload", "[]", new Command.Reload(false)),
                once("reload", "[{'dry_run':true}]", new Command.Reload(true)),
                once("shutdown", "[]", new Command.Shutdown()));
    }

    private static Arguments once(String name, String args, Command<?> command) {
        return Arguments.of(name, args, Request.once("1", command));
    }

    private static Command<?> steerAtOnce(Verb verb, String... names) {
        return new Command.Steer(verb, List.of(names), false);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isReadAsTheCommand(String name, String args, Request expected) {
        assertThat(parse(line(name, args)).request()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isReadBackAsItWasWritten(String name, String args, Request request) {
        byte[] written = RequestLine.write(request, "test", NOW);

        assertThat(written[written.length - 1]).isEqualTo((byte) '\n');
        RequestLine read = RequestLine.read(written, 0, written.length - 1);
        assertThat(read.request()).isEqualTo(request);
        assertThat(read.requestId()).isEqualTo("1");
    }

    @Test
    void isWrittenAsTheContractShowsIt() {
        byte[] written = RequestLine.write(
                new Request("u1", new Command.Steer(Verb.START, List.of("a"), false), false), "cli", NOW);

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("{\"sender\":\"cli\",\"event_name\":\"COMMAND\",\"payload\":{\"command\":\"start\","
                        + "\"args\":[\"a\",{\"wait\":false}],\"request_id\":\"u1\",\"meta\":{}},"
                        + "\"timestamp\":\"2026-01-01T00:00:00.000Z\"}\n");
    }

    @Test
    void needsOnlyThePayload() {
        assertThat(parse("{'payload':{'command':'ps'}}").request())
                .isEqualTo(Request.once("", new Command.Ps(List.of())));
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        assertThat(parse("{'sender':7,'x':[],'payload':{'command':'status','y':{},'meta':[1]}}")
                        .request())
                .isEqualTo(Request.once("", new Command.Status()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "histroy | [] | there is no command \"histroy\"; did you mean \"history\"? \"commands\" lists them",
                "fly | [] | there is no command \"fly\"; \"commands\" lists them",
                "history | [{'last':'10'}] | last of history is \"10\"; it must be a whole number from 0 to 2147483647",
                "history | [{'last':-1}] | last of history is -1; it must be a whole number from 0 to 2147483647",
                "history | [{'last':1.0}] | last of history is 1.0; it must be a whole number from 0 to 2147483647",
                "history | [{'last':true}] | last of history is true; it must be a whole number from 0 to 2147483647",
                "history | [{'last':3000000000}] | last of history is 3000000000; it must be a whole number from 0 to 2147483647",
                "history | [{'after_seq':99999999999999999999}] | after_seq of history is 99999999999999999999; it must be a whole number from 0 to 9223372036854775807",
                "history | [{'agent':5}] | agent of history is 5; it must be a string",
                "history | [{'type':['a']}] | type of history is an array; it must be a string",
                "history | [{'follow':'yes'}] | follow of history is \"yes\"; it must be true or false",
                "history | [{'afterSeq':5}] | history has no option \"afterSeq\"; did you mean \"after_seq\"?",
                "history | [{'x':5}] | history has no option \"x\"; there are last, agent, type, after_seq, node, follow",
                "history | ['a'] | history takes no names, but \"a\" was given: leave it out",
                "ps | [{'x':1}] | ps has no option \"x\"; it has only node",
                "ps | [{'follow':true}] | ps has no option \"follow\"; it has only node",
                "ps | [''] | args[0] of ps is \"\"; it must be a name, or an object with options",
                "ps | ['a',5] | args[1] of ps is 5; it must be a name, or an object with options",
                "ps | [null] | args[0] of ps is missing or null; it must be a name, or an object with options",
                "ps | [['a']] | args[0] of ps is an array; it must be a name, or an object with options",
                "start | [] | start needs the name of at least one agent, such as: start collector",
                "start | ['a',{'wait':0}] | wait of start is 0; it must be true or false",
                "stop | ['a',{},{}] | args[2] of stop is a second object; put all options into one",
                "status | ['a','b'] | status takes at most one name, but 2 were given: for several agents ask for ps",
                "logs | [] | logs needs the name of at least one agent, such as: logs collector",
                "logs | ['a',{'since':'soon'}] | since of logs is \"soon\"; it must be a number of seconds, or a duration such as \"5m\"",
                "logs | ['a',{'since':-1}] | since of logs is -1; it must be a number of seconds, or a duration such as \"5m\"",
                "logs | ['a',{'grep':'('}] | grep is '(', which is no regular expression: Unclosed group; put a backslash before a character that stands for itself",
                "shutdown | ['a'] | shutdown takes no names, but \"a\" was given: leave it out",
                "reload | [{'dry-run':true}] | reload has no option \"dry-run\"; did you mean \"dry_run\"?",
            })
    void refusesWrongArgumentsWithASentenceThatNamesThem(String name, String args, String sentence) {
        RequestLine line = parse(line(name, args));

        CommandFailure failure = catchThrowableOfType(CommandFailure.class, line::request);

        assertThat(failure.sentence()).isEqualTo(sentence);
        assertThat(failure.code()).isEqualTo(400);
        assertThat(line.requestId()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "ps",
                "{",
                "{}",
                "[]",
                "null",
                "5",
                "'ps'",
                "{'payload':5}",
                "{'payload':{}}",
                "{'payload':{'command':5}}",
                "{'payload':{'command':'ps','args':'a'}}",
                "{'payload':{'command':'ps','args':{}}}",
                "{'payload':{'command':'ps','request_id':5}}",
                "{'event_name':'EVENT','payload':{'command':'ps'}}",
                "{'payload':{'command':'ps'}} {}",
                "{'payload':{'command':'ps'}}x",
                "{'payload':{'command':'ps','command':'stop'}}",
                "{'payload':{'command':'ps',}}",
                "{'payload':{'command':'p\u0000s'}}",
                "\u0000{'payload':{'command':'ps'}}",
                "{'payload':{'command':'ps','args':[NaN]}}",
                "\uFEFF{'payload':{'command':'ps'}}",
            })
    void refusesWhatIsNoRequest(String text) {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> parse(text).request());

        assertThat(failure.code()).isEqualTo(400);
        assertThat(failure.sentence()).doesNotContain("\n", "\u0000");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertRefused(400, "it is not UTF-8", (byte) '{', (byte) 0xff, (byte) '}');
        assertRefused(400, "it is not UTF-8", (byte) '{', (byte) '"', (byte) 0xc0, (byte) 0x80, (byte) '"', (byte) '}');
        assertRefused(400, "is no request", "{\"payload\"".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void refusesDeepNesting() {
        assertRefused(400, "nested at most 32 deep", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertRefused(400, "nested at most 32 deep", "{\"a\":".repeat(50).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesOneByteTooMany() {
        byte[] longest = padded(Protocol.LONGEST_REQUEST);
        byte[] longer = padded(Protocol.LONGEST_REQUEST + 1);

        assertThat(RequestLine.read(longest, 0, longest.length).request().command())
                .isEqualTo(new Command.Ps(List.of()));
        assertRefused(413, "1048576 bytes", longer);
    }

    private static byte[] padded(int length) {
        String start = "{\"payload\":{\"command\":\"ps\"}";
        return (start + " ".repeat(length - start.length() - 1) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(int code, String part, byte... line) {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> RequestLine.read(line, 0, line.length));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.sentence()).contains(part);
    }

    private static String line(String name, String args) {
        return "{'payload':{'command':'" + name + "','args':" + args + ",'request_id':'1'}}";
    }

    private static RequestLine parse(String text) {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return RequestLine.read(bytes, 0, bytes.length);
    }
}
