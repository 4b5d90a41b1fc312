package dev.baton.demo;

/**
 * Raises an alarm when a number of values in a row lie above a threshold, and clears it at the first one at or below a
 * second, lower threshold. In between nothing changes, so a value that trembles around one of them raises no storm.
 */
final class Hysteresis {
    private final double raiseAbove;
    private final double clearAt;
    private final int inARow;
    private int above;
    private boolean raised;

    /** What a value did to the alarm. */
    enum Change {
        NONE,
        RAISED,
        CLEARED
    }

    /**
     * An alarm that is not raised yet.
     *
     * @param inARow how many values it takes, at least 1
     */
    Hysteresis(double raiseAbove, double clearAt, int inARow) {
        this.raiseAbove = raiseAbove;
        this.clearAt = clearAt;
        this.inARow = inARow;
    }

    Change accept(double value) {
        if (raised) {
            return value <= clearAt ? turn(false, Change.CLEARED) : Change.NONE;
        }
        above = value > raiseAbove ? above + 1 : 0;
        return above >= inARow ? turn(true, Change.RAISED) : Change.NONE;
    }

    private Change turn(boolean nowRaised, Change change) {
        raised = nowRaised;
        above = 0;
        return change;
    }
}
