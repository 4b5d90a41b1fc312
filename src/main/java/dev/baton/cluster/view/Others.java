package dev.baton.cluster.view;

import dev.baton.command.AgentRow;
import dev.baton.command.NodeRow;
import java.util.List;

/**
 * What is known of other nodes.
 *
 * @param agents theirs, by name and node
 * @param nodes all there are, this one too, by name
 */
public record Others(List<AgentRow> agents, List<NodeRow> nodes) {}
