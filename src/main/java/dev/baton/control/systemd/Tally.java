package dev.baton.control.systemd;

/**
 * How many agents are how.
 *
 * @param total agents known
 * @param running agents that hold a slot
 * @param waiting agents that wait for a slot or a dependency
 * @param backingOff agents that have failed and wait for their next try
 * @param crashLoops agents that have failed too often
 * @param stuck agents that ignored their stop
 */
public record Tally(int total, int running, int waiting, int backingOff, int crashLoops, int stuck) {

    /** For people: how many run, and what is not as it should be. */
    public String words() {
        StringBuilder words = new StringBuilder()
                .append(running)
                .append(" of ")
                .append(total)
                .append(total == 1 ? " agent running" : " agents running");
        add(words, waiting, "waiting");
        add(words, backingOff, "in back-off");
        add(words, crashLoops, "crash-looping");
        add(words, stuck, "stuck");
        return words.toString();
    }

    private static void add(StringBuilder words, int count, String how) {
        if (count > 0) {
            words.append(", ").append(count).append(' ').append(how);
        }
    }
}
