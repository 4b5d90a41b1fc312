/**
 * The dashboard, driven by a real browser over the real HTTP server. Mostly the agents are a play: {@link
 * dev.baton.control.dashboard.Stage} moves them as the test says. {@link dev.baton.control.dashboard.RealAgentsInBrowserIT} has
 * real ones.
 */
@NullMarked
package dev.baton.control.dashboard;

import org.jspecify.annotations.NullMarked;
