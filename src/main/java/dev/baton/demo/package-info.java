/**
 * The demo: agents of every kind that watch the machine they run on, wired by {@code config/demo.yaml}. Written as a
 * user's agents would be, with nothing but {@code dev.baton.agent} and {@code dev.baton.settings}.
 *
 * <p>What measures publishes {@link dev.baton.demo.Sample}s on the event bus; the {@link dev.baton.demo.Summary} and the
 * {@link dev.baton.demo.Alarm} listen, and no agent knows of another.
 *
 * <p>Agents are called by one thread at a time; only {@link dev.baton.demo.SampleBook} is shared between threads. Fields
 * that {@code setup()} sets have no value before it.
 */
@NullMarked
package dev.baton.demo;

import org.jspecify.annotations.NullMarked;
