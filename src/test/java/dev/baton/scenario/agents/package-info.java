/** Agents and plugins that the configs of the scenarios name. They tell what happens to them by their logger. */
@NullMarked
package dev.baton.scenario.agents;

import org.jspecify.annotations.NullMarked;
