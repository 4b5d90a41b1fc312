package dev.baton.orchestrator;

/** Everything is being stopped, so nothing can be asked of agents any more. */
public final class ShuttingDownException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ShuttingDownException(String what) {
        super(what + " is refused: Baton is shutting down");
    }
}
