package dev.baton.importing;

import dev.baton.settings.Severity;

/**
 * Something that could not be carried over.
 *
 * @param severity WARNING if the process does its work all the same, ERROR if it would not do what it did
 * @param spot where it is written
 * @param path of what it is about in the file that is read, such as {@code processes.db.schedule}
 * @param message what it is, why it can't be carried over, and what to do instead
 */
public record Note(Severity severity, Spot spot, String path, String message) {}
