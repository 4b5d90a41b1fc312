/** Tests of what authors of agents write and see. */
@NullMarked
package dev.baton.agent;

import org.jspecify.annotations.NullMarked;
