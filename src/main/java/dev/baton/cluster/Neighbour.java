package dev.baton.cluster;

/**
 * One life of another node.
 *
 * @param node its name
 * @param start tells this life from earlier and later ones of the same name
 */
public record Neighbour(String node, String start) {}
