package dev.baton.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.MemberAttributeConfig;
import org.jspecify.annotations.Nullable;

/**
 * What members of Hazelcast know of one another: attributes that each has from the moment it joins.
 *
 * @param start tells this life of the node from others of the same name
 * @param protocol the version of what nodes say to one another
 * @param secured whether its event bus speaks TLS
 */
record Badge(String node, String start, String protocol, boolean secured) {
    private static final String NODE = "baton.node";
    private static final String START = "baton.start";
    private static final String PROTOCOL = "baton.protocol";
    private static final String SECURED = "baton.tls";

    /** Of a member that isn't Baton's, all are empty. */
    static Badge of(Member member) {
        return new Badge(
                read(member, NODE),
                read(member, START),
                read(member, PROTOCOL),
                Boolean.parseBoolean(member.getAttribute(SECURED)));
    }

    MemberAttributeConfig attributes() {
        return new MemberAttributeConfig()
                .setAttribute(NODE, node)
                .setAttribute(START, start)
                .setAttribute(PROTOCOL, protocol)
                .setAttribute(SECURED, Boolean.toString(secured));
    }

    Neighbour neighbour() {
        return new Neighbour(node, start);
    }

    private static String read(Member member, String attribute) {
        @Nullable String value = member.getAttribute(attribute);
        return value == null ? "" : value;
    }
}
