package dev.baton.runtime.program;

import dev.baton.runtime.tree.Sink;

/**
 * What a process writes, on its way to an agent's output.
 *
 * @param to where it goes
 */
public record Carried(Output to) implements Sink {
    @Override
    public void accept(byte[] chunk, int offset, int length) {
        to.accept(chunk, offset, length);
    }

    @Override
    public void end() {
        to.end();
    }
}
