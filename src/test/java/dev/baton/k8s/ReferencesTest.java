package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object says of another is so. */
class ReferencesTest {
    /** What users make; the page says how. */
    private static final List<String> MADE_BY_USERS = List.of("baton-cluster-tls", "baton-scrape");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    static Stream<Overlay> clusters() {
        return Overlay.all().filter(Overlay::isCluster);
    }

    private static Map<String, String> labels(Overlay overlay) {
        return overlay.deployment().getSpec().getTemplate().getMetadata().getLabels();
    }

    private static List<String> ports(Overlay overlay) {
        return overlay.container().getPorts().stream()
                .map(ContainerPort::getName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySelectorFindsThePods(Overlay overlay) {
        Stream<LabelSelector> selectors = Stream.of(
                        Stream.of(overlay.deployment().getSpec().getSelector()),
                        overlay.all(NetworkPolicy.class).stream()
                                .map(policy -> policy.getSpec().getPodSelector()),
                        overlay.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector()),
                        overlay.pod().getTopologySpreadConstraints().stream()
                                .map(constraint -> constraint.getLabelSelector()))
                .flatMap(each -> each);

        assertThat(selectors)
                .allSatisfy(selector -> assertThat(labels(overlay)).containsAllEntriesOf(selector.getMatchLabels()));
        assertThat(overlay.all(Service.class))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(labels(overlay))
                        .containsAllEntriesOf(service.getSpec().getSelector()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceLeadsToAPortOfThePods(Overlay overlay) {
        assertThat(overlay.all(Service.class))
                .flatExtracting(service -> service.getSpec().getPorts())
                .allSatisfy(port -> {
                    assertThat(ports(overlay)).contains(port.getTargetPort().getStrVal());
                    assertThat(overlay.container().getPorts())
                            .anyMatch(own ->
                                    own.getName().equals(port.getTargetPort().getStrVal())
                                            && own.getContainerPort().equals(port.getPort()));
                });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyVolumeIsThereAndMounted(Overlay overlay) {
        assertThat(overlay.container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        overlay.pod().getVolumes().stream().map(Volume::getName).toList());
        // A change never reaches a file that is mounted alone.
        assertThat(overlay.container().getVolumeMounts()).allMatch(mount -> mount.getSubPath() == null);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theAccountIsThereAndNobodyGetsItsToken(Overlay overlay) {
        ServiceAccount account = overlay.one(ServiceAccount.class, overlay.pod().getServiceAccountName());

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(overlay.pod().getAutomountServiceAccountToken()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsAreThereOrThePageTellsHowToMakeThem(Overlay overlay) throws IOException {
        String page = Files.readString(Path.of("docs/kubernetes.md"));
        List<String> made = overlay.all(Secret.class).stream()
                .map(secret -> secret.getMetadata().getName())
                .toList();
        List<String> wanted = Stream.concat(
                        overlay.pod().getVolumes().stream()
                                .map(Volume::getSecret)
                                .filter(Objects::nonNull)
                                .map(secret -> secret.getSecretName()),
                        overlay.all(ServiceMonitor.class).stream()
                                .flatMap(monitor -> monitor.getSpec().getEndpoints().stream())
                                .map(endpoint -> endpoint.getAuthorization()
                                        .getCredentials()
                                        .getName()))
                .toList();

        assertThat(made).containsExactly("baton-tokens");
        assertThat(wanted).allSatisfy(secret -> {
            assertThat(MADE_BY_USERS).contains(secret);
            assertThat(page).contains("kubectl -n baton create secret generic " + secret);
        });
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void podsFindOneAnotherBeforeTheyAreReady(Overlay overlay) {
        Service headless = overlay.one(Service.class, "baton-headless");

        assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void onlyBatonsReachThePortsBetweenNodes(Overlay overlay) {
        List<NetworkPolicyIngressRule> rules = overlay.all(NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .toList();

        assertThat(rules)
                .allMatch(rule -> !rule.getFrom().isEmpty() && !rule.getPorts().isEmpty());
        assertThat(rules)
                .filteredOn(rule -> rule.getPorts().stream()
                        .anyMatch(port -> !"http".equals(port.getPort().getStrVal())))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getPorts())
                            .extracting(port -> port.getPort().getStrVal())
                            .containsExactly("member", "bus");
                    assertThat(rule.getFrom())
                            .singleElement()
                            .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                                    .isEqualTo(labels(overlay)));
                });
    }

    @Test
    void theMonitorFindsTheServiceForHttpAlone() {
        Overlay overlay = Overlay.of("production");
        ServiceMonitor monitor = overlay.one(ServiceMonitor.class, "baton");

        assertThat(overlay.all(Service.class))
                .filteredOn(service -> service.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(
                                monitor.getSpec().getSelector().getMatchLabels().entrySet()))
                .singleElement()
                .satisfies(service -> assertThat(service.getSpec().getPorts())
                        .extracting(port -> port.getName())
                        .contains(monitor.getSpec().getEndpoints().get(0).getPort()));
    }
}
