package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUsersTest {

    @Test
    void letsInByNameOrByNumber() {
        AllowedUsers users = AllowedUsers.only(List.of("alice", 1001));

        assertThat(users.allows("alice", 1000)).isTrue();
        assertThat(users.allows("", 1001)).isTrue();
        assertThat(users.allows("bob", 1002)).isFalse();
        assertThat(users).isEqualTo(AllowedUsers.only(List.of(1001, "alice"))).hasToString("[1001, alice]");
    }

    @Test
    void refusesAnEmptyList() {
        assertThatThrownBy(() -> AllowedUsers.only(List.of())).hasMessageContaining("at least one user");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0xFFFF_FFFFL})
    void refusesNumbersThatNoUserHas(long number) {
        assertThatThrownBy(() -> AllowedUsers.only(List.of(number))).hasMessageContaining("[alice, 1001]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesBlankNames(String name) {
        assertThatThrownBy(() -> AllowedUsers.only(List.of(name))).hasMessageContaining("[alice, 1001]");
    }
}
