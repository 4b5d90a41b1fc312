package dev.baton.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the event bus speaks to those of other nodes. */
final class BusOptions {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int PING_MILLIS = 1_500;

    private BusOptions() {}

    static EventBusOptions of(ClusterSettings settings) {
        ClusterSettings.Bind bind = settings.bind();
        EventBusOptions options = new EventBusOptions()
                .setHost(bind.host())
                // A fixed one: firewalls and network policies must know it.
                .setPort(bind.busPort())
                .setClusterPublicHost(bind.host())
                .setClusterPublicPort(bind.busPort())
                // With 60 s, messages resume 12 s after a cut is healed: the kernel's next attempt is far away by then.
                .setConnectTimeout(CONNECT_MILLIS)
                // A dead peer is written to until its pings stay unanswered; by default that is for up to 40 s.
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS);
        ClusterSettings.@Nullable Tls tls = settings.tls();
        return tls == null ? options : withTls(options, tls);
    }

    /** The bus's client checks no host name, so whoever has a certificate of this CA is a node: it must be the cluster's own. */
    private static EventBusOptions withTls(EventBusOptions options, ClusterSettings.Tls tls) {
        options.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(tls.cert().toAbsolutePath().toString())
                        .setKeyPath(tls.key().toAbsolutePath().toString()))
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(tls.ca().toAbsolutePath().toString()))
                // True by default for the event bus.
                .setTrustAll(false)
                .setClientAuth(ClientAuth.REQUIRED)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
        return options;
    }
}
