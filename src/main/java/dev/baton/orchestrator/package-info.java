/** Who runs when: the settings of an orchestrator. */
@NullMarked
package dev.baton.orchestrator;

import org.jspecify.annotations.NullMarked;
