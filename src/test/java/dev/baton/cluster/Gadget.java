package dev.baton.cluster;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What an attacker would send: whoever makes an object of its bytes does what it says, here to write a file. */
public final class Gadget implements Serializable, Callable<String> {
    private static final long serialVersionUID = 1L;

    private final String file;

    /** @param file will be written */
    public Gadget(Path file) {
        this.file = file.toString();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        Files.writeString(Path.of(file), "was here");
    }

    @Override
    public String call() throws IOException {
        Files.writeString(Path.of(file), "was called");
        return "done";
    }
}
