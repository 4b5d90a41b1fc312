/**
 * What nodes of a cluster tell and ask each other: addresses on the event bus, envelopes around messages, the JSON of each record
 * that travels, and what becomes of messages that can't be read. The event bus may be any: nothing here knows how nodes find each
 * other.
 *
 * <p>Values are immutable and for any thread. What listens does so on the context that opened it.
 */
@NullMarked
package dev.baton.cluster.wire;

import org.jspecify.annotations.NullMarked;
