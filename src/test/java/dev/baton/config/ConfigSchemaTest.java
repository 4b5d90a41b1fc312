package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {

    @Test
    void addsWhatTheRecordsLeftUnsaid() {
        Findings findings = new Findings();
        JsonObject tree = new JsonObject()
                .put("colour", 1)
                .put(
                        "orchestrator",
                        new JsonObject()
                                .put("agentsPath", new JsonArray().add("lib").add(5)));

        ConfigSchema.check(tree, Set.of(), findings);

        assertThat(findings.all())
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("colour", "orchestrator.agentsPath[1]");
    }

    @Test
    void saysNothingWhereTheRecordsSpoke() {
        Findings findings = new Findings();
        findings.error("orchestrator.maxWorkers", "maxWorkers is 'x' but must be a whole number");

        ConfigSchema.check(
                new JsonObject().put("orchestrator", new JsonObject().put("maxWorkers", "x")), Set.of(), findings);

        assertThat(findings.all()).hasSize(1);
    }
}
