package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How pods are run: as whom, how many, how they are replaced, how they are asked, what they may use. */
class PodTest {
    private static final long USER = 10001;
    /** How long Baton looks for an answer itself, docs/http.md says. */
    private static final int OWN_LIMIT_SECONDS = 2;
    /** How long a node tries to join, if its file doesn't say. */
    private static final int JOIN_SECONDS = 30;

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    static Stream<Overlay> clusters() {
        return Overlay.all().filter(Overlay::isCluster);
    }

    /** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted. */
    @ParameterizedTest
    @MethodSource("overlays")
    void asksForNoMoreThanTheRestrictedStandardAllows(Overlay overlay) {
        PodSecurityContext pod = overlay.pod().getSecurityContext();
        SecurityContext container = overlay.container().getSecurityContext();

        assertThat(overlay.pod().getContainers()).hasSize(1);
        assertThat(overlay.pod().getHostNetwork()).isNull();
        assertThat(overlay.pod().getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(List.of(pod.getRunAsUser(), pod.getRunAsGroup(), pod.getFsGroup()))
                .containsOnly(USER);
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getPrivileged()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
    }

    /** A Service called baton would give pods a BATON_PORT and more, which Baton takes for settings. */
    @ParameterizedTest
    @MethodSource("overlays")
    void noVariableComesFromServices(Overlay overlay) {
        assertThat(overlay.pod().getEnableServiceLinks()).isFalse();
    }

    @Test
    void aSingleBatonEndsBeforeTheNextBegins() {
        DeploymentSpec spec = Overlay.of("single").deployment().getSpec();

        assertThat(spec.getReplicas()).isOne();
        assertThat(spec.getStrategy().getType()).isEqualTo("Recreate");
        assertThat(spec.getStrategy().getRollingUpdate()).isNull();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    void aClusterIsRenewedOneByOne(Overlay overlay) {
        DeploymentSpec spec = overlay.deployment().getSpec();

        assertThat(spec.getReplicas()).isEqualTo(3);
        assertThat(spec.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                .isZero();
        assertThat(spec.getStrategy().getRollingUpdate().getMaxSurge().getIntVal())
                .isOne();
        assertThat(overlay.pod().getTopologySpreadConstraints())
                .extracting(constraint -> constraint.getTopologyKey())
                .contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(overlay.one(PodDisruptionBudget.class, "baton")
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isOne();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void probesWaitLongerThanBatonItself(Overlay overlay) {
        Probe startup = overlay.container().getStartupProbe();
        Probe readiness = overlay.container().getReadinessProbe();
        Probe liveness = overlay.container().getLivenessProbe();

        assertThat(List.of(startup, readiness, liveness)).allSatisfy(probe -> {
            assertThat(probe.getTimeoutSeconds()).isGreaterThan(OWN_LIMIT_SECONDS);
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        });
        // It looks at this process alone; other nodes, and agents, have a part in neither.
        assertThat(List.of(startup, liveness))
                .allMatch(probe -> probe.getHttpGet().getPath().equals("/health/live"));
        assertThat(readiness.getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold()).isGreaterThan(2 * JOIN_SECONDS);
        assertThat(liveness.getPeriodSeconds() * liveness.getFailureThreshold())
                .isGreaterThan(3 * readiness.getPeriodSeconds() * readiness.getFailureThreshold());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theImageIsMadeForSuchAPod(Overlay overlay) throws IOException {
        Path file = Path.of("Dockerfile");
        assumeTrue(Files.exists(file), "the recipe of the image is here");
        String recipe = Files.readString(file);

        assertThat(recipe).containsPattern("(?m)^USER " + USER + ":" + USER + "$");
        assertThat(recipe).containsPattern("(?m)^ENTRYPOINT .*/opt/baton/bin/baton\"\\]$");
        assertThat(recipe).containsPattern("/usr/bin/baton\\b");
        assertThat(overlay.container().getCommand()).isEmpty();
        List<String> exposed = Pattern.compile("(?m)^EXPOSE (.*)$")
                .matcher(recipe)
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(" ", -1)))
                .toList();
        assertThat(overlay.container().getPorts())
                .extracting(port -> port.getContainerPort().toString())
                .isSubsetOf(exposed);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatItMayUseIsLimited(Overlay overlay) {
        Map<String, Quantity> requests = overlay.container().getResources().getRequests();
        Map<String, Quantity> limits = overlay.container().getResources().getLimits();

        assertThat(requests.keySet()).isEqualTo(limits.keySet()).contains("cpu", "memory", "ephemeral-storage");
        assertThat(requests)
                .allSatisfy((what, amount) -> assertThat(amount.getNumericalAmount())
                        .isLessThan(limits.get(what).getNumericalAmount()));
        BigDecimal emptyDirs = overlay.pod().getVolumes().stream()
                .map(volume -> volume.getEmptyDir())
                .filter(Objects::nonNull)
                .map(empty -> empty.getSizeLimit().getNumericalAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(emptyDirs).isLessThan(limits.get("ephemeral-storage").getNumericalAmount());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theJvmForgetsNamesSoonAndKnowsItsMemory(Overlay overlay) {
        String options = overlay.container().getEnv().stream()
                .filter(variable -> variable.getName().equals("BATON_JAVA_OPTS"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();

        assertThat(options.split(" ", -1))
                .contains(
                        "-XX:MaxRAMPercentage=50",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dsun.net.inetaddr.ttl=5",
                        "-Dsun.net.inetaddr.negative.ttl=1");
    }
}
