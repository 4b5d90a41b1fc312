package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.NodeRow.State;
import java.util.List;

/**
 * A node that has agents that somebody means.
 *
 * @param node itself, in the life it is known in
 * @param isSelf whether it is this one
 * @param state whether it can be reached
 * @param patterns those of the asked patterns that mean agents of it, in their order
 * @param agents the names of those agents, sorted
 */
public record Owner(Origin node, boolean isSelf, State state, List<String> patterns, List<String> agents) {}
