package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.process.Check;
import dev.baton.testing.TestPorts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One start as a whole. */
class ProbingTest {
    private final Ward ward = new Ward();

    @AfterEach
    void close() {
        ward.close();
    }

    @Test
    void whoSaysNothingIsReadyAfterASecond() {
        long begun = System.nanoTime();

        ward.admit(Ward.process(null, null)).begin().awaitReady();

        assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);
    }

    @Test
    void whoEndsBeforeIsNeverReady() {
        Ward.Patient gone = ward.admit(Ward.process(null, null)).begin();
        gone.does(gone.probing::end);

        ward.admit(Ward.process(null, null)).begin().awaitReady();

        assertThat(gone.told).isEmpty();
    }

    @Test
    void whoStandsStillIsNotAsked() {
        Check.Exec fails = new Check.Exec(List.of("false"));
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(new Check.Exec(List.of("true"))), Ward.probe(fails)));
        patient.does(patient.probing::pause);
        patient.begin().awaitReady();

        Ward.Patient other = ward.admit(Ward.process(Ward.probe(new Check.Exec(List.of("true"))), Ward.probe(fails)))
                .begin()
                .awaitTold(2);
        assertThat(other.told).hasSize(2);
        assertThat(patient.told).containsExactly("ready");

        patient.does(patient.probing::resume);
        patient.awaitTold(2);
        assertThat(patient.told.get(1)).isEqualTo("liveness exec false failed 3 times: exit code 1");
    }

    @Test
    void manyCostLittle() {
        Check.Tcp nobody = new Check.Tcp("127.0.0.1", TestPorts.next());
        List<Ward.Patient> all = IntStream.range(0, 500)
                .mapToObj(i -> ward.admit(Ward.process(Ward.probe(nobody), null)))
                .toList();
        int before = Thread.activeCount();
        all.forEach(Ward.Patient::begin);
        all.forEach(patient -> patient.awaitTrouble("connection refused"));

        assertThat(Thread.activeCount() - before).isLessThan(10);
        all.forEach(patient -> patient.does(patient.probing::end));
    }
}
