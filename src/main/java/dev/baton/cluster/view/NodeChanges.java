package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import org.jspecify.annotations.Nullable;

/** What changes about other nodes. Each method is called once the node is as it says. */
interface NodeChanges {
    /** {@code node} can be reached now, and could not before. */
    void joined(RemoteNode node, String reason);

    /** A life of a node ended in favour of another one. */
    void left(Origin life, boolean expected, String reason, long silence);

    /** {@code node} has taken the place of its life {@code before}. */
    void replaced(Origin before, RemoteNode node);

    /** {@code node} can't be reached any more. */
    void unreachable(RemoteNode node, String reason, long silence);

    /** {@code node} can't be reached still, but for another reason. */
    void troubled(RemoteNode node);

    /** {@code node} said goodbye. */
    void gone(RemoteNode node, long silence);

    /** There is no room for {@code newcomer}: {@code forgotten} is about to go for it; if that is null, it is not listed. */
    void crowded(Origin newcomer, @Nullable RemoteNode forgotten);

    /** {@code node} is not in the table any more. */
    void forgotten(RemoteNode node);
}
