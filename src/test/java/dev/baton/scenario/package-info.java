/**
 * The promises made to users, one test each, told with Baton as users have it: mostly the real jar in a process of its
 * own, otherwise {@link dev.baton.launcher.Orchestrator} as those use it who embed it.
 */
@NullMarked
package dev.baton.scenario;

import org.jspecify.annotations.NullMarked;
