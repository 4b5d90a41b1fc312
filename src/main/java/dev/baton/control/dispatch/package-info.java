/**
 * Carrying out commands: {@link dev.baton.control.dispatch.LocalCommands} asks the orchestrator and the history of this
 * process, {@link dev.baton.control.dispatch.Permitted} refuses what may not be asked for, and
 * {@link dev.baton.control.dispatch.Audited} has everything recorded that was, refusals included. Put together once, in that
 * order from the inside out: {@link dev.baton.control.dispatch.Dispatch}.
 *
 * <p>Everything here may be used on any thread; answers come on the orchestrator's or the history's event loop, or at once.
 */
@NullMarked
package dev.baton.control.dispatch;

import org.jspecify.annotations.NullMarked;
