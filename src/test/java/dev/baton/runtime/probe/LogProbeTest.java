package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.process.Check;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readiness by what a process writes. */
class LogProbeTest {
    private final Ward ward = new Ward();
    private final Ward.Patient patient = ward.admit(
                    Ward.process(Ward.probe(new Check.Log(Pattern.compile("listening on \\d+$"))), null))
            .begin();

    @AfterEach
    void close() {
        ward.close();
    }

    private static void write(LineCollector ear, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ear.accept(bytes, 0, bytes.length);
    }

    @Test
    void isReadyWhenALineMatches() {
        LineCollector ear = patient.probing.ear();
        write(ear, "starting\nlistening on soon\nserver: listening ");
        assertThat(patient.probing.isListening()).isTrue();

        write(ear, "on 8080\r\nmore");

        patient.awaitReady();
        assertThat(patient.probing.isListening()).isFalse();
    }

    @Test
    void eachStreamHasLinesOfItsOwn() {
        LineCollector out = patient.probing.ear();
        LineCollector err = patient.probing.ear();
        write(out, "listening ");
        write(err, "on 8080\n");
        assertThat(patient.probing.isListening()).isTrue();
        write(err, "listening on 8081\n");
        patient.awaitReady();
    }

    @Test
    void aLastLineCountsThoughItIsNotEnded() {
        LineCollector ear = patient.probing.ear();
        write(ear, "listening on 1");
        ear.end();
        patient.awaitReady();
    }

    @Test
    void onlyTheBeginningOfALongLineIsLookedAt() {
        LineCollector ear = patient.probing.ear();
        write(ear, "x".repeat(1_000_000) + "listening on 1\n");
        ear.accept(new byte[] {(byte) 0xff, (byte) 0xc3, 0, '\n'}, 0, 4);
        assertThat(patient.probing.isListening()).isTrue();
        write(ear, "listening on 2\n");
        patient.awaitReady();
    }

    @Test
    void isHeardOnceOnly() {
        write(patient.probing.ear(), "listening on 1\nlistening on 2\n");
        patient.awaitReady();
        write(patient.probing.ear(), "listening on 3\n");
        patient.does(() -> {});

        assertThat(patient.told).containsExactly("ready");
    }
}
