package dev.baton.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.logging.LogLevel;
import dev.baton.logging.LogRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What leaves one JVM comes to the other as it was, and nothing else does. */
class WireTest {
    private static final Wire WIRE = new Wire(FromChild.class);

    @Test
    void keepsTheTypesOfValues() throws Exception {
        List<Object> values = Arrays.asList(
                1,
                2L,
                (short) 3,
                (byte) 4,
                5.5f,
                6.5,
                'c',
                true,
                false,
                null,
                "ünïcode \uD83D\uDE00",
                new BigInteger("-12345678901234567890"),
                new BigDecimal("1.10"),
                List.of(),
                Map.of("k", List.of(7L)));

        assertThat(Values.decode(Values.encode(values))).isEqualTo(values);
    }

    @Test
    void keepsRecordsInRecords() throws Exception {
        LogRecord.Thrown cause = new LogRecord.Thrown("C", null, List.of(), 3, null, List.of());
        LogRecord.Thrown thrown = new LogRecord.Thrown(
                "T", "m", List.of(new LogRecord.Frame("java.base", "a.B", "c", null, -1)), 0, cause, List.of(cause));
        FromChild.Logged logged = new FromChild.Logged(new LogRecord(
                1, 2, LogLevel.SUCCESS, "agent.a", "main", "hello", List.of(new LogRecord.Fact("k", 1L)), thrown));

        assertThat(WIRE.decode(WIRE.encode(logged))).isEqualTo(logged);
    }

    @Test
    void refusesWhatLacksAPart() {
        byte[] halfAnEnd = Values.encode(
                List.of(number(new FromChild.Ended(TerminationStatus.SUCCESS, "")), Arrays.asList("SUCCESS", null)));

        assertThatThrownBy(() -> WIRE.decode(halfAnEnd))
                .isInstanceOf(Garbled.class)
                .hasMessage("reason of Ended is missing");
    }

    @Test
    void refusesAPartOfAnotherType() {
        byte[] wrong = Values.encode(List.of(number(new FromChild.Ready("once")), List.of(5)));

        assertThatThrownBy(() -> WIRE.decode(wrong)).isInstanceOf(Garbled.class);
    }

    @Test
    void refusesACountThatPromisesMoreThanThereIs() {
        byte[] list = {14, 0x7f, 0x7f, 0x7f, 0x7f, 0};

        assertThatThrownBy(() -> Values.decode(list)).isInstanceOf(Garbled.class);
    }

    @Test
    void doesNotSendWhatNestsTooDeep() throws Exception {
        Object deep = 1;
        for (int i = 0; i < 64; i++) {
            deep = List.of(deep);
        }
        assertThat(Values.decode(Values.encode(deep))).isEqualTo(deep);

        Object deeper = Map.of("k", deep);
        assertThatThrownBy(() -> Values.encode(deeper))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what nests deeper than 64 levels can't leave this JVM");
    }

    @Test
    void refusesWhatNestsTooDeep() {
        byte[] deep = new byte[5 * 1000];
        for (int i = 0; i < deep.length; i += 5) {
            deep[i] = 14;
            deep[i + 4] = 1;
        }

        assertThatThrownBy(() -> Values.decode(deep))
                .isInstanceOf(Garbled.class)
                .hasMessageContaining("nests");
    }

    private static Object number(FromChild message) {
        try {
            return ((List<?>) Values.decode(WIRE.encode((Record) message))).get(0);
        } catch (Garbled e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 2_000)
    void understandsGarbageOrSaysThatItDoesNot(@ForAll @Size(max = 200) byte[] garbage) {
        try {
            assertThat(WIRE.decode(garbage)).isNotNull();
        } catch (Garbled e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Property(tries = 2_000)
    void understandsADamagedMessageOrSaysThatItDoesNot(@ForAll int place, @ForAll byte other) {
        byte[] message = WIRE.encode(new FromChild.Emitted("E", Map.of("a", List.of(1, 2L, "three"), "b", Map.of())));
        message[Math.floorMod(place, message.length)] = other;
        try {
            assertThat(WIRE.decode(message)).isNotNull();
        } catch (Garbled e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }
}
