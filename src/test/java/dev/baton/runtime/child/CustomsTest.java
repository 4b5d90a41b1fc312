package dev.baton.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventData;
import dev.baton.event.EventNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a child may say, and what not. */
class CustomsTest {
    private static final Set<String> OF_THE_RUNTIME = Set.of(
            EventNames.AGENT_PROGRESS,
            EventNames.AGENT_HEARTBEAT,
            EventNames.AGENT_UNHEALTHY,
            EventNames.AGENT_HEALTHY);

    private final Customs customs = new Customs();

    private String toEvent(String name, Map<String, Object> data) {
        return customs.objection(new FromChild.Emitted(name, data));
    }

    private static FromChild.Doing doing(String kind) {
        return new FromChild.Doing(0, 0, 0, 0, 0, -1, kind, "", -1);
    }

    @Test
    void letsThroughWhatAgentsEmit() {
        assertThat(toEvent("ORDER_PAID", Map.of("number", 1, "lines", List.of("a"))))
                .isEmpty();
    }

    @Test
    void letsThroughWhatTheRuntimeTellsOfAnAgent() {
        for (String name : OF_THE_RUNTIME) {
            assertThat(toEvent(name, Map.of("member", "m", "reason", "hoarse"))).isEmpty();
        }
    }

    @Test
    void refusesEventsOfBatonsOwn() {
        for (String name : EventNames.RESERVED) {
            if (!OF_THE_RUNTIME.contains(name)) {
                assertThat(toEvent(name, Map.of()))
                        .isEqualTo(
                                "its JVM emitted what no agent may: '" + name + "' is an event of Baton's own: choose"
                                        + " another name, or call progress(), heartbeat() or unhealthy()");
            }
        }
    }

    @Test
    void refusesNamesThatAreNone() {
        assertThat(toEvent(" ", Map.of())).contains("is no event name");
        assertThat(toEvent("a\u0007b", Map.of())).contains("'a?b' is no event name");
        assertThat(toEvent("x".repeat(1_000_000), Map.of())).hasSizeLessThan(400);
    }

    @Test
    void refusesDataThatIsTooLargeOrNone() {
        assertThat(toEvent("BIG", Map.of("text", "x".repeat(EventData.LIMIT)))).contains("is larger than");
        assertThat(toEvent(EventNames.AGENT_PROGRESS, Map.of("text", "x".repeat(EventData.LIMIT))))
                .contains("is larger than");
        assertThat(toEvent("BYTES", Map.of("b", new byte[1]))).contains("use strings, finite numbers");
        assertThat(toEvent("NONE", Map.of("n", Double.NaN))).contains("use strings, finite numbers");
    }

    @Test
    void theNameOfAPoolsMemberComesOnTop() {
        String text = "x".repeat(EventData.LIMIT - 4);

        assertThat(toEvent("FULL", Map.of("text", text, "member", "m".repeat(128))))
                .isEmpty();
        assertThat(toEvent("FULL", Map.of("text", text, "member", "m".repeat(129))))
                .contains("is larger than");
    }

    @Test
    void knowsTheKindsOfAgents() {
        for (String kind : List.of("once", "looping", "periodic", "scheduled", "event", "pool")) {
            assertThat(customs.objection(new FromChild.Ready(kind))).isEmpty();
            assertThat(customs.objection(doing(kind))).isEmpty();
        }

        String why =
                "its JVM said that the agent is of the kind 'a?b', which is none of [event, looping, once, periodic, pool,"
                        + " scheduled]";
        assertThat(customs.objection(new FromChild.Ready("a\nb"))).isEqualTo(why);
        assertThat(customs.objection(doing("a\nb"))).isEqualTo(why);
        assertThat(customs.objection(doing("program"))).isNotEmpty();
    }

    @Test
    void eachGateIsMetOnce() {
        assertThat(customs.objection(new FromChild.AtGate(GateName.SETUP))).isEmpty();
        assertThat(customs.objection(new FromChild.AtGate(GateName.EXECUTE))).isEmpty();

        assertThat(customs.objection(new FromChild.AtGate(GateName.SETUP)))
                .isEqualTo("its JVM came to the gate SETUP a second time");
    }
}
