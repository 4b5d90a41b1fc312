package dev.baton.control.dispatch;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.Census;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Agents as operators see them: without secrets, with the process and the node they run on. For any thread. */
final class AgentRows {
    private final MaskedConfigs configs = new MaskedConfigs();
    private final String node;
    private final long pid;

    AgentRows(String node, long pid) {
        this.node = node;
        this.pid = pid;
    }

    Answer.Agents list(List<AgentSnapshot> agents, Census census) {
        List<AgentRow> rows = new ArrayList<>(agents.size());
        agents.forEach(agent -> rows.add(row(agent)));
        if (configs.size() > 2 * census.total()) {
            Set<String> names = new HashSet<>();
            agents.forEach(agent -> names.add(agent.spec().name()));
            configs.keepOnly(names);
        }
        return new Answer.Agents(rows, census.running(), census.slots(), census.waiting());
    }

    /** Of an agent that is a process its own, and only while it has begun; of any other that of Baton. */
    private @Nullable Long pidOf(AgentSnapshot agent) {
        if (!agent.state().holdsSlot() || (agent.spec().process() != null && agent.pid() < 0)) {
            return null;
        }
        return agent.pid() < 0 ? pid : agent.pid();
    }

    AgentRow row(AgentSnapshot agent) {
        return new AgentRow(
                agent.spec().name(),
                agent.spec().className(),
                configs.of(agent.spec()),
                agent.state(),
                agent.ending() == null ? null : agent.ending().status(),
                agent.reason(),
                agent.spec().supervision().group(),
                agent.spec().supervision().vital(),
                node,
                agent.incarnation(),
                agent.restarts(),
                pidOf(agent),
                agent.uptime());
    }
}
