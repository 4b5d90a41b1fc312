package dev.baton.cli;

/**
 * A key that was pressed.
 *
 * @param name of a key that writes nothing, such as {@code up}; else empty
 * @param character what it writes, else 0
 */
record Key(String name, char character) {
    /** None was pressed for a while. */
    static final Key NONE = new Key("none", '\0');

    static final Key UP = new Key("up", '\0');
    static final Key DOWN = new Key("down", '\0');
    static final Key PAGE_UP = new Key("page up", '\0');
    static final Key PAGE_DOWN = new Key("page down", '\0');
    static final Key ENTER = new Key("enter", '\0');
    static final Key BACKSPACE = new Key("backspace", '\0');
    static final Key ESCAPE = new Key("escape", '\0');

    static Key of(char character) {
        return switch (character) {
            case '\r', '\n' -> ENTER;
            case '\b', '\u007f' -> BACKSPACE;
            case '\u001b' -> ESCAPE;
            default -> new Key("", character);
        };
    }

    /** What terminals send after an escape. */
    static Key ofSequence(String sequence) {
        return switch (sequence) {
            case "[A", "OA" -> UP;
            case "[B", "OB" -> DOWN;
            case "[5~" -> PAGE_UP;
            case "[6~" -> PAGE_DOWN;
            default -> NONE;
        };
    }
}
