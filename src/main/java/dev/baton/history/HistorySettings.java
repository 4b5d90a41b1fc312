package dev.baton.history;

/**
 * How much is remembered.
 *
 * @param maxEvents how many events the ring holds, 1 to {@value #MAX_EVENTS}
 * @param payloadBytes how many bytes of UTF-8 the JSON of an event's data may take before it is cut,
 *     {@value #MIN_PAYLOAD_BYTES} to {@value #MAX_PAYLOAD_BYTES}
 */
public record HistorySettings(int maxEvents, int payloadBytes) {
    /** The most events the ring may be asked to hold. */
    public static final int MAX_EVENTS = 10_000_000;
    /** The least bytes that still say something. */
    public static final int MIN_PAYLOAD_BYTES = 16;
    /** The most bytes a remembered payload may take. */
    public static final int MAX_PAYLOAD_BYTES = 1_048_576;
    /** 5,000 events of at most 256 bytes of data. */
    public static final HistorySettings DEFAULT = new HistorySettings(5_000, 256);

    /** @throws IllegalArgumentException with a sentence that names the setting, its value and the rule */
    public HistorySettings {
        check("historyMaxEvents", maxEvents, 1, MAX_EVENTS);
        check("historyPayloadBytes", payloadBytes, MIN_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d; it must be between %d and %d".formatted(name, value, least, most));
        }
    }
}
