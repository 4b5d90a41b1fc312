package dev.baton.history;

/** The latest events in the order they came, a fixed number of them; a further one takes the place of the oldest. */
final class Ring {
    private final PastEvent[] slots;
    private int next;
    private int size;

    Ring(int capacity) {
        slots = new PastEvent[capacity];
    }

    void add(PastEvent event) {
        slots[next] = event;
        next = next + 1 == slots.length ? 0 : next + 1;
        if (size < slots.length) {
            size++;
        }
    }

    int size() {
        return size;
    }

    int capacity() {
        return slots.length;
    }

    /** The event that {@code age} others came after; 0 is the newest, {@code size() - 1} the oldest. */
    PastEvent get(int age) {
        int slot = next - 1 - age;
        return slots[slot < 0 ? slot + slots.length : slot];
    }
}
