package dev.baton.cluster.forward;

/**
 * What one node has to say.
 *
 * @param node its name
 * @param answer what it says
 */
record Part<A>(String node, A answer) {}
