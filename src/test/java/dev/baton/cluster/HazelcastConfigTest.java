package dev.baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.instance.EndpointQualifier;
import dev.baton.settings.RecordMapper;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Hazelcast and the event bus are told; the rest of their settings is theirs. */
class HazelcastConfigTest {
    private static final Badge BADGE = new Badge("n1", "life-1", "1", false);

    @Test
    void onlyMembersAreServedAtOneAddress() {
        Config config = config("{}");

        assertThat(config.getAdvancedNetworkConfig().isEnabled()).isTrue();
        assertThat(config.getAdvancedNetworkConfig().getEndpointConfigs()).containsOnlyKeys(EndpointQualifier.MEMBER);
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getManagementCenterConfig().isConsoleEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isScriptingEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isDataAccessEnabled()).isFalse();
        assertThat(config.getJetConfig().isEnabled()).isFalse();
    }

    @Test
    void aCutIsSeenInSeconds() {
        Config config = config("{\"joinTimeout\": 12}");

        assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("1");
        assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("5");
        assertThat(config.getProperty("hazelcast.graceful.shutdown.max.wait")).isEqualTo("30");
        assertThat(config.getProperty("hazelcast.max.join.seconds")).isEqualTo("12");
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
    }

    @Test
    void membersAreFoundInTheListAndNowhereElse() {
        JoinConfig join = join("{\"discovery\": {\"members\": [\"10.0.0.5:5701\"]}}");

        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("10.0.0.5:5701");
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    }

    @Test
    void podsAreFoundByNameOrByAskingKubernetes() {
        JoinConfig byName = join("{\"discovery\": {\"dns\": \"baton-headless\"}}");
        JoinConfig byAsking =
                join("{\"discovery\": {\"kubernetes\": {\"namespace\": \"ns\", \"podLabel\": \"app=b\"}}}");

        assertThat(byName.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(byName.getKubernetesConfig().getProperties())
                .containsEntry("service-dns", "baton-headless")
                .containsEntry("service-port", "5701");
        assertThat(byAsking.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(byAsking.getKubernetesConfig().getProperties())
                .containsEntry("namespace", "ns")
                .containsEntry("pod-label-name", "app")
                .containsEntry("pod-label-value", "b")
                .containsEntry("service-port", "5701")
                .doesNotContainKey("service-name");
    }

    @Test
    void noClassOfOthersIsMadeAnObject() {
        JavaSerializationFilterConfig filter =
                config("{}").getSerializationConfig().getJavaSerializationFilterConfig();

        assertThat(filter.isDefaultsDisabled()).isTrue();
        assertThat(filter.getWhitelist().isListed("java.util.HashMap")).isTrue();
        assertThat(filter.getWhitelist().isListed("org.evil.Gadget")).isFalse();
        assertThat(filter.getBlacklist().isListed("java.lang.invoke.SerializedLambda"))
                .isTrue();
    }

    @Test
    void theEventBusHasAFixedPortAndNoTlsUnlessAsked() {
        EventBusOptions options = BusOptions.of(settings("{\"bind\": {\"host\": \"10.0.0.5\", \"busPort\": 999}}"));

        assertThat(options.getHost()).isEqualTo("10.0.0.5");
        assertThat(options.getPort()).isEqualTo(999);
        assertThat(options.getClusterPublicHost()).isEqualTo("10.0.0.5");
        assertThat(options.isSsl()).isFalse();
        assertThat(options.getConnectTimeout()).isEqualTo(2_000);
    }

    @Test
    void withTlsBothSidesProveWhoTheyAre() {
        EventBusOptions options =
                BusOptions.of(settings("{\"tls\": {\"cert\": \"c\", \"key\": \"k\", \"ca\": \"a\"}}"));

        assertThat(options.isSsl()).isTrue();
        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(options.getEnabledSecureTransportProtocols()).containsExactlyElementsOf(List.of("TLSv1.3"));
    }

    private static JoinConfig join(String json) {
        return config(json).getAdvancedNetworkConfig().getJoin();
    }

    private static Config config(String json) {
        return HazelcastConfig.of(settings(json), BADGE);
    }

    private static ClusterSettings settings(String json) {
        return RecordMapper.map(new JsonObject(json), ClusterSettings.class);
    }
}
