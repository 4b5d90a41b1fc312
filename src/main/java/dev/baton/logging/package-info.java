/**
 * Lines: those of Baton and its agents, and those that agents' processes write.
 *
 * <p><b>Logging.</b> How log lines look and where they go: text or JSON, on the console and, if asked, in a rotating file. The only home of
 * Logback's classes; everybody else writes to SLF4J, with the key names of {@link dev.baton.logging.LogKeys}.
 *
 * <p>Nothing here acts before {@link dev.baton.logging.Logging#start} is called, so an application that embeds Baton
 * keeps its own logging. Lines are made by the thread that logs and written by one thread per place; see
 * {@link dev.baton.logging.Logging} for who waits for whom.
 *
 * <p><b>What agents write.</b> The last lines of each agent, in memory, are the {@link dev.baton.logging.LogBook}.
 * {@link dev.baton.logging.Outputs} leads the streams of processes there and to rotating files, and the lines of loggers to
 * files; each stream is written by the thread that reads it. {@link dev.baton.logging.LogReader} finds lines in both.
 */
@NullMarked
package dev.baton.logging;

import org.jspecify.annotations.NullMarked;
