package dev.baton.cluster.view;

/**
 * The agents of one node, counted.
 *
 * @param agents it knows
 * @param running that hold a slot
 * @param waiting that wait for a slot or a dependency
 * @param maxWorkers how many slots there are
 */
record Totals(int agents, int running, int waiting, int maxWorkers) {
    static final Totals NONE = new Totals(0, 0, 0, 0);
}
