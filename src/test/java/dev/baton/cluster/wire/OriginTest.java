package dev.baton.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OriginTest {
    private static Origin life(String start) {
        return new Origin("n1", start);
    }

    @Test
    void ofTwoLivesTheOneThatBeganLaterIsLaterWhateverTheDice() {
        Origin first = life(Origin.start(1_700_000_000_000L, Long.MAX_VALUE));
        Origin second = life(Origin.start(1_700_000_000_001L, 0));
        assertThat(second.isLaterThan(first)).isTrue();
        assertThat(first.isLaterThan(second)).isFalse();
        assertThat(first.isLaterThan(first)).isFalse();
    }

    @Test
    void ofTwoLivesOfTheSameMomentNoneIsLater() {
        Origin one = life(Origin.start(5, 1));
        Origin other = life(Origin.start(5, -1));
        assertThat(one).isNotEqualTo(other);
        assertThat(one.isLaterThan(other)).isFalse();
        assertThat(other.isLaterThan(one)).isFalse();
    }

    @Test
    void whatIsNoTimeBeganFirst() {
        assertThat(life(Origin.start(0, 1)).isLaterThan(life("!-7"))).isTrue();
        assertThat(life("!-7").isLaterThan(life(Origin.start(0, 1)))).isFalse();
    }

    @Test
    void namesAreNeitherEmptyNorWithoutEnd() {
        assertThatThrownBy(() -> life("")).hasMessageContaining("1 to 253");
        assertThatThrownBy(() -> life("x".repeat(254))).hasMessageContaining("254 characters");
    }
}
