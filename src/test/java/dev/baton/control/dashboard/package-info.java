/**
 * The dashboard, driven by a real browser over the real HTTP server. The agents are a play: {@link
 * dev.baton.control.dashboard.Stage} moves them as the test says. The scenario of the same name has real ones.
 */
@NullMarked
package dev.baton.control.dashboard;

import org.jspecify.annotations.NullMarked;
