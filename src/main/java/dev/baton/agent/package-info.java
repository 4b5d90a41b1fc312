/**
 * What an author of agents writes and sees: {@link dev.baton.agent.Agent} and its kinds, their
 * {@linkplain dev.baton.agent.AgentContext context}, {@linkplain dev.baton.agent.Plugin plugins}, and the
 * {@linkplain dev.baton.agent.AgentSpec specification} under which an agent is registered.
 *
 * <p>An agent's methods are called by one thread at a time, a worker of its own or one it shares with other agents
 * between two cycles; only {@link dev.baton.agent.Agent#onStop()} comes from another thread, while the agent works.
 */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
