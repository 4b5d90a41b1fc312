package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code config/demo.yaml}, the first config that anybody sees. */
class DemoConfigTest {
    private static final Path FILE = Path.of("config", "demo.yaml");
    private final JsonObject config = read();

    @Test
    void namesAgentsWithSettingsTheyAccept() {
        Findings findings = new Findings();
        ClassLoader loader = getClass().getClassLoader();
        JsonObject agents = config.getJsonObject("agents");
        for (String name : agents.fieldNames()) {
            JsonObject agent = agents.getJsonObject(name);
            AgentSpec spec = AgentSpec.of(name, AgentClass.load(agent.getString("class"), loader))
                    .withConfig(agent.getJsonObject("config"));
            AgentHooks.check(spec, loader, findings.at(name));
        }
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void hasAWorkerForEveryAgent() {
        assertThat(config.getJsonObject("orchestrator").getInteger("maxWorkers"))
                .isEqualTo(config.getJsonObject("agents").size());
    }

    @Test
    void watchesTheLogThatBatonWrites() {
        assertThat(agentConfig("log-watcher").getString("file"))
                .isEqualTo(config.getJsonObject("orchestrator")
                        .getJsonObject("loggerConfig")
                        .getString("file"));
    }

    @Test
    void listensWhereSamplesGo() {
        assertThat(agentConfig("cpu-alarm").getString("address")).isEqualTo(Sample.ADDRESS);
    }

    @Test
    void tellsEditorsItsSchema() throws IOException {
        assertThat(FILE).content().startsWith("# yaml-language-server: $schema=baton.schema.json\n");
    }

    private JsonObject agentConfig(String agent) {
        return config.getJsonObject("agents").getJsonObject(agent).getJsonObject("config");
    }

    private static JsonObject read() {
        try {
            Map<String, Object> yaml = new Yaml().load(Files.readString(FILE));
            return new JsonObject(yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
