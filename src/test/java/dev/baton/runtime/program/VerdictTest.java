package dev.baton.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree.Exit;
import dev.baton.runtime.tree.ProcessTree.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Launch PLAIN = new Launch(List.of("x"), Surroundings.DEFAULT, Map.of(), "a");

    @Test
    void isSuccessForTheExitCodesThatAre() {
        assertThat(Verdict.of(new Exit(0), List.of(0), PLAIN, "")).isEqualTo(Ending.SUCCESS);
        assertThat(Verdict.of(new Exit(3), List.of(0, 3), PLAIN, "")).isEqualTo(Ending.SUCCESS);
        assertThat(Verdict.of(new Exit(0), List.of(3), PLAIN, "").status()).isEqualTo(TerminationStatus.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | it exited with code 1",
                "137 | it was ended by signal 9 (KILL)",
                "152 | it was ended by signal 24 (XCPU): its limit of CPU time is used up",
                "190 | it was ended by signal 62",
                "127 | it exited with code 127, a shell's for a program that is not there: sh: 1: foo: not found",
                "126 | it exited with code 126, a shell's for a program that can't be executed: sh: 1: foo: not found",
            })
    void saysWhy(int code, String reason) {
        Ending ending = Verdict.of(new Exit(code), List.of(0), PLAIN, "sh: 1: foo: not found");

        assertThat(ending).isEqualTo(new Ending(TerminationStatus.ERROR, reason));
    }

    @Test
    void ofOneThatAnEarlierBatonBeganTellsNoExitCode() {
        assertThat(Verdict.of(Exit.UNKNOWN, List.of(0), PLAIN, "killed"))
                .isEqualTo(new Ending(
                        TerminationStatus.ERROR, "it ended; how can't be known, for an earlier Baton began it"));
        assertThat(Verdict.facts(7, Exit.UNKNOWN)).isEqualTo(Map.of("pid", 7L));
        assertThat(Verdict.facts(7, new Exit(3))).isEqualTo(Map.of("pid", 7L, "exit_code", 3));
    }

    @Test
    void tellsAToolThatFailedFromTheProgram() {
        Surroundings limited = new Surroundings(
                Map.of(),
                List.of(),
                true,
                null,
                null,
                null,
                null,
                new ResourceLimits(10L, null, null, null),
                Stdin.CLOSED);
        Launch launch = new Launch(List.of("x"), limited, Map.of(), "a");
        String complaint = "prlimit: failed to execute x: Permission denied";

        assertThat(Verdict.of(new Exit(126), List.of(0), launch, complaint).reason())
                .isEqualTo("it can't be started: " + complaint);
        assertThat(Verdict.of(new Exit(3), List.of(0), launch, complaint).reason())
                .isEqualTo("it exited with code 3");
        assertThat(Verdict.of(new Exit(1), List.of(0), PLAIN, complaint).reason())
                .isEqualTo("it exited with code 1");
    }

    @Test
    void isNoFailureAfterAStop() {
        assertThat(Verdict.afterStop(false)).isEqualTo(Ending.SUCCESS);
        assertThat(Verdict.afterStop(true).status()).isEqualTo(TerminationStatus.WARNING);
    }

    @Test
    void tellsTheFacts() {
        assertThat(Verdict.facts(7, new Exit(3))).isEqualTo(Map.of("pid", 7L, "exit_code", 3));
        assertThat(Verdict.facts(7, new Exit(143))).isEqualTo(Map.of("pid", 7L, "exit_code", 143, "signal", "TERM"));
    }

    @Test
    void namesWhoIsLeft() {
        assertThat(Lingerers.words(List.of())).isEmpty();
        assertThat(Lingerers.words(List.of(new Member(1, "sh")))).isEqualTo("waiting for its process 1 (sh)");
        assertThat(Lingerers.words(LongStream.rangeClosed(1, 7)
                        .mapToObj(pid -> new Member(pid, "sh"))
                        .toList()))
                .isEqualTo("waiting for its processes 1 (sh), 2 (sh), 3 (sh), 4 (sh), 5 (sh) and 2 more");
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "100", "512", "5000"})
    void remembersTheLastLineHoweverItComes(int piece) {
        String text = "first\n" + "x".repeat(2_000) + "\nthe last line\n\n";
        StringBuilder all = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LastWords words = new LastWords();
        Output output = words.listenIn(new Output() {
            @Override
            public void accept(byte[] chunk, int offset, int length) {
                all.append(new String(chunk, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void end() {
                all.append('.');
            }
        });
        for (int from = 0; from < bytes.length; from += piece) {
            output.accept(bytes, from, Math.min(piece, bytes.length - from));
        }
        output.end();

        assertThat(all).hasToString(text + '.');
        assertThat(words.line()).isEqualTo("the last line");
    }
}
