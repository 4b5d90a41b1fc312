package dev.baton.cluster.view;

import java.time.Duration;
import java.util.List;

/** How often, how long and how many; the same on all nodes. */
final class ViewPace {
    /** How often a node says that it lives. */
    static final Duration DIGEST = Duration.ofSeconds(1);
    /** When a node says so again that has just come, or has been told that another has: who is coming may not listen yet. */
    static final List<Duration> INTRODUCTIONS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500));
    /** When that is over: it is not begun again before. */
    static final Duration INTRODUCED = Duration.ofMillis(600);
    /** How long a change waits at most for others to go with it. */
    static final Duration TOGETHER = Duration.ofMillis(50);
    /** How often a node compares all its agents with what it has told of them. */
    static final Duration COMPARISON = Duration.ofSeconds(30);
    /** How long a node waits for its own orchestrator. */
    static final Duration OWN_PATIENCE = Duration.ofSeconds(2);
    /** How long after its own orchestrator has failed to answer a node asks it again. */
    static final Duration OWN_RETRY = Duration.ofSeconds(1);
    /** How long a command waits for what it did to be told. */
    static final Duration SETTLE = Duration.ofMillis(500);
    /** How often a node looks who has fallen silent. */
    static final Duration CHECK = Duration.ofMillis(500);
    /** After how long a silent node counts as unreachable. */
    static final Duration SILENCE = Duration.ofSeconds(3);
    /** How long after a hint that a node is lost what it has sent before may still come in. */
    static final Duration HINT = Duration.ofMillis(500);
    /** How long a greeting waits to be answered; less than a command does, so that who is up can be told what to do. */
    static final Duration GREETING = Duration.ofMillis(1_900);
    /** A node that doesn't answer is greeted no more often. */
    static final Duration GREETINGS_APART = Duration.ofMillis(100);
    /** How long a node that said goodbye is remembered. */
    static final Duration MEMORY = Duration.ofHours(1);
    /** How long to wait for a page of another node's table. */
    static final Duration PAGE_PATIENCE = Duration.ofSeconds(2);
    /** How long a goodbye waits to be heard. */
    static final Duration GOODBYE = Duration.ofMillis(500);
    /** How many nodes are remembered. */
    static final int MOST_NODES = 256;
    /** How many tables are asked for at a time. */
    static final int MOST_SNAPSHOTS = 8;

    private ViewPace() {}
}
