/** Tests of what authors test their agents with. */
@NullMarked
package dev.baton.rehearsal;

import org.jspecify.annotations.NullMarked;
