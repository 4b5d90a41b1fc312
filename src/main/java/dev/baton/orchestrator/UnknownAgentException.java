package dev.baton.orchestrator;

import dev.baton.settings.RecordMapper;
import java.util.Collection;

/** There is no agent of a name, or none that a pattern fits; the message says which there are. Nothing was done. */
public final class UnknownAgentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private UnknownAgentException(String message) {
        super(message);
    }

    static UnknownAgentException named(String name, Collection<String> known) {
        String advice = RecordMapper.nearest(name, known)
                .map(near -> ": did you mean '" + near + "'?")
                .orElse(": ps lists those there are");
        return new UnknownAgentException("there is no agent '" + name + "'" + advice);
    }

    static UnknownAgentException fitting(String pattern) {
        return new UnknownAgentException("no agent fits '" + pattern + "': ps lists those there are");
    }
}
