package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;

/** Who wants to know which other nodes can be reached. Called on the view's event loop, in order; must not block. */
public interface NodeListener {
    /** {@code node} can be reached: it came, came back, or was started anew, which its {@link Origin#start} tells. */
    void up(Origin node);

    /** {@code node} can't be reached any more. It may come back. */
    void unreachable(Origin node);

    /** {@code node} said goodbye, was started anew, or is forgotten. That life of it does not come back. */
    void gone(Origin node);
}
