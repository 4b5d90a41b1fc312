package dev.baton.command;

import dev.baton.event.Event;

/**
 * An event as it is remembered.
 *
 * @param event the event; its own data is empty when it was cut
 * @param data the details as they are shown: a map, or the beginning of its JSON text when that was too long
 */
public record EventRow(Event event, Object data) {}
