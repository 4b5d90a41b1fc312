package dev.baton.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPatternTest {
    @ParameterizedTest
    @CsvSource({
        "collector, collector, , true",
        "collector, collector2, , false",
        "coll*, collector, , true",
        "*, x, , true",
        "db?, db1, , true",
        "db?, db, , false",
        "a*b*c, aXbXbc, , true",
        "group:ingest, x, ingest, true",
        "group:in*, x, ingest, true",
        "group:ingest, ingest, , false",
        "group:out, x, ingest, false",
        "ingest, x, ingest, false"
    })
    void aPatternMeans(String pattern, String name, String group, boolean means) {
        assertThat(new AgentPattern(pattern).means(name, group)).isEqualTo(means);
    }

    @ParameterizedTest
    @CsvSource({"collector, true", "coll*, false", "db?, false", "group:x, false"})
    void aPatternIsANameIfItCanMeanOneOnly(String pattern, boolean isName) {
        assertThat(new AgentPattern(pattern).isName()).isEqualTo(isName);
    }

    @Test
    @Timeout(60)
    void starsWithoutEndTakeNoTimeWithoutEnd() {
        String name = "a".repeat(128);
        assertThat(new AgentPattern("*a".repeat(5_000) + "b").means(name, null)).isFalse();
    }
}
