/** What nodes know of each other, whatever becomes of nodes and messages. Several nodes share one event bus here. */
@NullMarked
package dev.baton.cluster.view;

import org.jspecify.annotations.NullMarked;
