package dev.baton.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What a node is called whose settings don't say. */
public final class HostName {
    private HostName() {}

    /** The value of {@code HOSTNAME} in {@code environment}, else what the system says; may ask a name server. */
    public static String of(Map<String, String> environment) {
        String given = environment.getOrDefault("HOSTNAME", "");
        if (!given.isBlank()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "local";
        }
    }
}
