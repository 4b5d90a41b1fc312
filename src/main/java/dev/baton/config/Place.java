package dev.baton.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value besides the value.
 *
 * @param location where it was written
 * @param file the file it was written in, null for other sources
 * @param literal whether text there is meant as text, being in quotes
 */
record Place(Location location, @Nullable Path file, boolean literal) {}
