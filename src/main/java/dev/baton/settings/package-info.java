/**
 * Settings as every room reads them: JSON in, checked records out, and one way to say what is wrong with them.
 *
 * <p>A feature owns its settings as a record checked in its compact constructor; this room turns JSON into that record,
 * strictly: unknown and ill-typed keys are {@linkplain dev.baton.settings.Finding findings}, all of them at once.
 *
 * <p>Everything here is free of threads: values are immutable but for {@link dev.baton.settings.Findings}, which belongs
 * to the one thread that collects.
 */
@NullMarked
package dev.baton.settings;

import org.jspecify.annotations.NullMarked;
