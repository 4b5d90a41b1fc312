package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.testing.Shell;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What these tests render is what kustomize renders. */
class KustomizeTest {
    @TempDir
    private Path folder;

    private static Map<String, ObjectNode> byName(List<ObjectNode> objects) {
        Map<String, ObjectNode> all = new TreeMap<>();
        objects.forEach(object -> all.put(
                object.path("kind").asText() + "/" + object.at("/metadata/name").asText(), unbroken(object)));
        assertThat(all).hasSameSizeAs(objects);
        return all;
    }

    /** Base64 may be broken into lines. */
    private static ObjectNode unbroken(ObjectNode object) {
        if (object.path("kind").asText().equals("Secret")) {
            ObjectNode data = object.withObject("/data");
            data.properties()
                    .forEach(each ->
                            data.put(each.getKey(), each.getValue().asText().replace("\n", "")));
        }
        return object;
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single", "overlays/cluster", "overlays/production"})
    void rendersAsKubectlDoes(String which) {
        assumeTrue(
                Shell.run("command -v kubectl", Map.of()).exitCode() == 0,
                "kubectl, which has kustomize in it, is here");
        Shell.Result real = Shell.run("kubectl kustomize k8s/" + which, Map.of());
        assertThat(real.exitCode()).as(real.output()).isZero();

        assertThat(byName(Kustomize.render(Overlay.FOLDER.resolve(which))))
                .isEqualTo(byName(Yamls.parse(real.output())));
    }

    @Test
    void theOverlayOfThePageBuildsOnTheCluster() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.createSymbolicLink(folder.resolve("baton"), Path.of("").toAbsolutePath());
        Files.writeString(own.resolve("kustomization.yaml"), kustomizationOfThePage());
        Files.writeString(own.resolve("baton.yaml"), "agents: {}\n");
        Files.writeString(own.resolve("tokens.yaml"), "http: {tokens: []}\n");

        Overlay overlay = new Overlay("own", Kustomize.render(own));

        assertThat(overlay.container().getImage()).isEqualTo("registry.example.org/my-baton:7");
        assertThat(overlay.deployment().getSpec().getReplicas()).isEqualTo(3);
        assertThat(overlay.one(ConfigMap.class, "baton-config").getData()).containsOnlyKeys("baton.yaml");
        assertThat(overlay.one(Secret.class, "baton-tokens").getData()).containsOnlyKeys("tokens.yaml");
    }

    private static String kustomizationOfThePage() throws IOException {
        String page = Files.readString(Path.of("docs/kubernetes.md"));
        int begin = page.indexOf("apiVersion: kustomize.config.k8s.io");
        return page.substring(begin, page.indexOf("```", begin));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "namePrefix: my-\n");

        assertThatThrownBy(() -> Kustomize.render(folder)).hasMessageContaining("namePrefix");
    }
}
