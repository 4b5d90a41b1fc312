package dev.baton.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Baton file of each overlay: that Baton takes it, and that it fits the pod around it. */
class BatonFileTest {
    private static final Duration LEAVING = Duration.ofSeconds(37);
    private static final Duration SPARE = Duration.ofSeconds(5);
    /** What Baton says whenever there is TLS; the NetworkPolicy does it. */
    private static final String ABOUT_THE_MEMBER_PORT = "so let no one but the nodes reach it";

    private static final String ADDRESS = "10.1.2.3";

    @TempDir
    private static Path folder;

    private static Map<String, String> tls;
    private static Vertx vertx;

    @TempDir
    private Path root;

    @BeforeAll
    static void prepare() throws IOException, GeneralSecurityException {
        vertx = Vertx.vertx();
        tls = Tls.files(folder);
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    private PodRoot pod(Overlay overlay) {
        return new PodRoot(overlay, root, Map.of(Tls.SECRET, tls)).lay();
    }

    private LoadedConfig load(PodRoot pod) {
        Map<String, String> environment = pod.environment("baton-5d7c8b9f64-abcde", ADDRESS);
        return new ConfigLoader(vertx)
                .load(new ConfigSources(pod.configs(), environment, List.of()))
                .await();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void batonTakesItWithoutAWord(Overlay overlay) throws IOException {
        try (LoadedConfig config = load(pod(overlay))) {
            assertThat(config.findings())
                    .extracting(Object::toString)
                    .filteredOn(finding -> !finding.contains(ABOUT_THE_MEMBER_PORT))
                    .isEmpty();
            assertThat(config.agents()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itsPortsAreThoseOfTheContainer(Overlay overlay) throws IOException {
        Map<String, Integer> ports = overlay.container().getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
        try (LoadedConfig config = load(pod(overlay))) {
            assertThat(config.http().enabled()).isTrue();
            assertThat(ports).containsEntry("http", config.http().port());
            assertThat(config.cluster().enabled()).isEqualTo(overlay.isCluster());
            if (overlay.isCluster()) {
                assertThat(ports)
                        .containsEntry("member", config.cluster().bind().memberPort())
                        .containsEntry("bus", config.cluster().bind().busPort());
            }
            assertThat(ports).hasSize(overlay.isCluster() ? 3 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itsNamesAreThoseOfTheServices(Overlay overlay) throws IOException {
        Service http = overlay.one(Service.class, "baton");
        String name = http.getMetadata().getName();
        String full = name + "." + http.getMetadata().getNamespace();
        try (LoadedConfig config = load(pod(overlay))) {
            assertThat(config.http().allowedHosts()).contains(name, full, full + ".svc", full + ".svc.cluster.local");
            if (overlay.isCluster()) {
                assertThat(config.cluster().node()).isEqualTo("baton-5d7c8b9f64-abcde");
                assertThat(config.cluster().bind().host()).isEqualTo(ADDRESS);
                assertThat(config.cluster().discovery().dns())
                        .isEqualTo(overlay.one(Service.class, "baton-headless")
                                .getMetadata()
                                .getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theGracePeriodIsLongerThanAllThatAStopMayTake(Overlay overlay) throws IOException {
        ExecAction preStop = overlay.container().getLifecycle().getPreStop().getExec();
        assertThat(preStop.getCommand()).startsWith("sleep").hasSize(2);
        Duration grace = Duration.ofSeconds(overlay.pod().getTerminationGracePeriodSeconds());
        assertThat(Files.readString(Path.of("docs/clustering.md"))).contains("at most " + LEAVING.toSeconds() + " s;");

        try (LoadedConfig config = load(pod(overlay))) {
            Duration agents = Stream.concat(
                            Stream.of(config.settings().agentStopTimeout()),
                            config.agents().stream()
                                    .map(agent -> agent.supervision().stopTimeout())
                                    .filter(Objects::nonNull))
                    .max(Duration::compareTo)
                    .orElseThrow();
            Duration stop = Duration.ofSeconds(
                            Long.parseLong(preStop.getCommand().get(1)))
                    .plus(agents)
                    .plus(config.cluster().enabled() ? LEAVING : Duration.ZERO)
                    .plus(SPARE);
            assertThat(grace).isGreaterThanOrEqualTo(stop);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itWritesOnlyWhereItCan(Overlay overlay) throws IOException {
        Set<String> empty = overlay.pod().getVolumes().stream()
                .filter(volume -> volume.getEmptyDir() != null)
                .map(Volume::getName)
                .collect(Collectors.toSet());
        PodRoot pod = pod(overlay);
        List<Path> writable = overlay.container().getVolumeMounts().stream()
                .filter(mount -> empty.contains(mount.getName()))
                .map(VolumeMount::getMountPath)
                .map(path -> Path.of(pod.here(path)))
                .toList();

        try (LoadedConfig config = load(pod)) {
            assertThat(Stream.of(
                            config.settings().commandSocketPath(),
                            config.settings().stateDir(),
                            config.settings().stateFile(),
                            config.logs().general().dir()))
                    .allMatch(path -> writable.stream().anyMatch(path::startsWith));
            assertThat(config.settings().loggerConfig().file()).isNull();
            assertThat(pod.environment("n", ADDRESS))
                    .containsEntry(
                            "BATON_SOCKET",
                            config.settings().commandSocketPath().toString());
        }
        assertThat(writable).hasSize(empty.size()).contains(root.resolve("tmp"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itsLogsFitTheirVolume(Overlay overlay) throws IOException {
        BigDecimal size = overlay.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals("logs"))
                .map(volume -> volume.getEmptyDir().getSizeLimit().getNumericalAmount())
                .findFirst()
                .orElseThrow();

        try (LoadedConfig config = load(pod(overlay))) {
            assertThat(BigDecimal.valueOf(config.logs().general().totalCap().bytes()))
                    .isLessThan(size);
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void itIsWatchedAndNobodyKnowsTheTokenOfTheExample(Overlay overlay) throws IOException {
        PodRoot pod = pod(overlay);
        assertThat(pod.arguments()).startsWith("run", "--watch-config");

        try (LoadedConfig config = load(pod)) {
            assertThat(config.http().tokens()).singleElement().satisfies(token -> {
                assertThat(token.hash()).matches("sha256:[0-9a-f]{64}");
                assertThat(token.env()).isNull();
                assertThat(token.file()).isNull();
            });
        }
    }
}
