package dev.baton.cluster;

import java.security.Security;

/** For how long the JVM remembers where names lead. */
final class NameCache {
    private static final String TTL = "networkaddress.cache.ttl";
    private static final String TTL_OF_NONE = "networkaddress.cache.negative.ttl";

    private NameCache() {}

    /**
     * Lets names that lead to pods change: else the JVM remembers them for 30 s, and for 10 s that there is none. Of no use once a
     * name has been looked up.
     */
    static void prepare(ClusterSettings.Discovery discovery) {
        if (discovery.dns() != null) {
            Security.setProperty(TTL, "5");
            Security.setProperty(TTL_OF_NONE, "1");
        }
    }
}
