package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in each overlay is what Kubernetes knows, spelled as it does. */
class ManifestsTest {
    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    private static ObjectNode deployment() {
        return Overlay.of("production").objects().stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectFitsItsModel(Overlay overlay) {
        assertThat(overlay.objects())
                .hasSizeGreaterThan(5)
                .allSatisfy(object ->
                        assertThatCode(() -> StrictModels.parse(object)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectFitsTheSchemaOfTheApi(Overlay overlay) {
        assertThat(overlay.objects())
                .allSatisfy(object ->
                        assertThatCode(() -> StrictModels.check(object)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/spec", "/spec/template/spec", "/spec/template/spec/containers/0/readinessProbe/httpGet"})
    void aKeyThatNobodyKnowsIsAnError(String where) {
        ObjectNode object = deployment();
        JsonNode place = where.isEmpty() ? object : object.at(where);
        ((ObjectNode) place).put("replica", 3);

        assertThatThrownBy(() -> StrictModels.parse(object)).hasMessageContaining("replica");
        assertThatThrownBy(() -> StrictModels.check(object)).hasMessageContaining("replica");
    }

    @Test
    void aKeyThatIsMissingIsAnError() {
        ObjectNode object = deployment();
        ((ObjectNode) object.at("/spec")).remove("selector");

        assertThatThrownBy(() -> StrictModels.check(object)).hasMessageContaining("selector");
    }

    @Test
    void aValueOfAnotherTypeIsAnError() {
        ObjectNode object = deployment();
        ((ObjectNode) object.at("/spec")).put("replicas", "three");

        assertThatThrownBy(() -> StrictModels.parse(object)).hasMessageContaining("replicas");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everythingIsInOneNamespaceAndSaysWhatItIs(Overlay overlay) {
        assertThat(overlay.objects()).allSatisfy(object -> {
            if (!object.path("kind").asText().equals("Namespace")) {
                assertThat(object.at("/metadata/namespace").asText()).isEqualTo("baton");
            }
            if (!object.has("data")) {
                assertThat(object.at("/metadata/labels")
                                .path("app.kubernetes.io/name")
                                .asText())
                        .isEqualTo("baton");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theImageIsOfThisVersionAndNamedOnce(Overlay overlay) {
        assertThat(overlay.container().getImage()).isEqualTo("baton:" + Pom.version());
    }
}
