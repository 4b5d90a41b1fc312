package dev.baton.cluster.forward;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import io.vertx.core.Future;
import java.util.List;

/** What names, globs and groups mean on this node. */
final class Here {
    private final Commands local;

    /** @param local commands that are not recorded */
    Here(Commands local) {
        this.local = local;
    }

    /** Those of {@code patterns} that mean an agent here; none is fine. */
    Future<List<String>> meant(List<String> patterns) {
        return local.execute(new Command.Ps(List.of()), Caller.EMBEDDED).map(own -> {
            Patterns all = new Patterns(own.agents(), List.of());
            return patterns.stream().filter(all::mean).toList();
        });
    }
}
