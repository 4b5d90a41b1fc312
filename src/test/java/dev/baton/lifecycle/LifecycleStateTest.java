package dev.baton.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleStateTest {

    @ParameterizedTest
    @EnumSource
    void everyStateCanBeLeft(LifecycleState state) {
        assertThat(state.next()).isNotEmpty().doesNotContain(state);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TERMINATED")
    void everyLifeCanEnd(LifecycleState state) {
        assertThat(reachableFrom(state)).contains(LifecycleState.TERMINATED);
    }

    @ParameterizedTest
    @EnumSource
    void aSlotIsTakenByStartingOnly(LifecycleState state) {
        Set<LifecycleState> takers = state.next().stream()
                .filter(next -> next.holdsSlot() && !state.holdsSlot())
                .collect(Collectors.toSet());

        assertThat(takers).isSubsetOf(LifecycleState.STARTING);
    }

    @Test
    void anEndedAgentStartsAnewByWaiting() {
        assertThat(LifecycleState.TERMINATED.next()).containsExactly(LifecycleState.WAITING);
        assertThat(LifecycleState.CRASH_LOOP.canMoveTo(LifecycleState.WAITING)).isTrue();
    }

    @Test
    void aStuckAgentCannotGoOn() {
        assertThat(LifecycleState.STUCK.canMoveTo(LifecycleState.RUNNING)).isFalse();
        assertThat(LifecycleState.STUCK.holdsSlot()).isTrue();
    }

    private static Set<LifecycleState> reachableFrom(LifecycleState start) {
        Set<LifecycleState> reached = EnumSet.of(start);
        boolean grew = true;
        while (grew) {
            grew = reached.addAll(
                    reached.stream().flatMap(state -> state.next().stream()).toList());
        }
        return reached;
    }
}
