package @{package};

import java.nio.file.Path;

/**
 * Where things are in the tea room.
 *
 * @param folder what everything is in
 */
record TeaRoom(Path folder) {
    /** Taken where the config has no such key. */
    static final TeaRoom DEFAULT = new TeaRoom(Path.of("data"));

    /** A file for each order that waits. */
    Path orders() {
        return folder.resolve("orders");
    }

    /** A line for each drink that was paid: when, what, how many cents. */
    Path takings() {
        return folder.resolve("takings.csv");
    }
}
