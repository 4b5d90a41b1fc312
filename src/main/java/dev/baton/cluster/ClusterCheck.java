package dev.baton.cluster;

import dev.baton.settings.Findings;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be said of the settings of a cluster that is to be joined, before anybody tries. Reads files, so not on an event loop. */
public final class ClusterCheck {
    private static final String COMES_WITH_PLACEMENT =
            " comes with placement, which is not available in this version of Baton: leave it out";

    private final ClusterSettings settings;
    private final Findings findings;

    private ClusterCheck(ClusterSettings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /**
     * Adds what is wrong, if a cluster is to be joined at all.
     *
     * @param hostName names the node if the settings don't; asked only then
     * @param findings of the section
     */
    public static void check(ClusterSettings settings, Supplier<String> hostName, Findings findings) {
        if (settings.enabled()) {
            new ClusterCheck(settings, findings).check(hostName);
        }
    }

    private void check(Supplier<String> hostName) {
        // Before the first name is looked up, that of this host: Java reads it once.
        NameCache.prepare(settings.discovery());
        if (settings.node() == null && !ClusterSettings.isName(hostName.get())) {
            findings.error(
                    "node",
                    "node is left out and this host's name '" + hostName.get()
                            + "' can't be one: write a name of 1 to 63 letters, digits, '.', '_' and '-'");
        }
        checkHost();
        checkDiscovery();
        ClusterSettings.@Nullable Tls tls = settings.tls();
        if (tls != null) {
            TlsFiles.check(tls, findings);
            findings.warning(
                    "tls",
                    "only the event bus (busPort) is encrypted: Hazelcast's member port "
                            + settings.bind().memberPort()
                            + " is not, so let no one but the nodes reach it");
        }
        checkPlacement();
    }

    private void checkHost() {
        String host = settings.bind().host();
        Optional<InetAddress> address = Literal.parse(host);
        if (address.isEmpty()) {
            findings.error(
                    "bind.host",
                    "host is '" + host + "' but must be an address of this machine, such as 10.0.0.5 or fd00::5");
        } else if (address.get().isAnyLocalAddress()) {
            findings.error(
                    "bind.host",
                    "host is " + host + ", which is no address that other nodes could use: write the one that they"
                            + " reach this machine at");
        } else if (!Literal.isPrivate(address.get()) && settings.tls() == null && !settings.insecure()) {
            findings.error(
                    "bind.host",
                    "host is " + host + ", which is not private, and without tls whoever reaches it is trusted with"
                            + " everything: use a private address, set cluster.tls, or write insecure: true if"
                            + " something else guards it");
        }
    }

    private void checkDiscovery() {
        for (int i = 0; i < settings.discovery().members().size(); i++) {
            String member = settings.discovery().members().get(i);
            try {
                HostPort.parse(member);
            } catch (IllegalArgumentException e) {
                findings.error(
                        "discovery.members[" + i + "]", "members has '" + member + "' but each " + e.getMessage());
            }
        }
        @Nullable String dns = settings.discovery().dns();
        if (dns != null && !dns.matches("[A-Za-z0-9._-]+")) {
            findings.error("discovery.dns", "dns is '" + dns + "' but must be a name, such as baton-headless");
        }
    }

    private void checkPlacement() {
        if (!settings.voters().isEmpty()) {
            findings.error("voters", "voters" + COMES_WITH_PLACEMENT);
        }
        if (settings.maxWorkers() != null) {
            findings.error(
                    "maxWorkers",
                    "maxWorkers" + COMES_WITH_PLACEMENT + "; orchestrator.maxWorkers is the limit of each node");
        }
        if (!settings.leaseDuration().equals(ClusterSettings.DEFAULT.leaseDuration())) {
            findings.error("leaseDuration", "leaseDuration" + COMES_WITH_PLACEMENT);
        }
    }
}
