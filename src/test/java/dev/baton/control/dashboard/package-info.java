/**
 * The dashboard, driven by a real browser over the real HTTP server. The agents are real ones, {@linkplain
 * dev.baton.testing.Player told} what to do by the test; where no real ones would do what is to be seen, they are {@linkplain
 * dev.baton.control.dashboard.Played a play}.
 */
@NullMarked
package dev.baton.control.dashboard;

import org.jspecify.annotations.NullMarked;
