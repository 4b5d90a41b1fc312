package dev.baton.runtime.program;

import dev.baton.runtime.probe.LineCollector;
import dev.baton.runtime.probe.Probing;

/** Output that a probe hears too, as long as it listens. */
final class Overheard implements Output {
    private final Output output;
    private final Probing probing;
    private final LineCollector ear;

    Overheard(Output output, Probing probing) {
        this.output = output;
        this.probing = probing;
        this.ear = probing.ear();
    }

    @Override
    public void accept(byte[] chunk, int offset, int length) {
        output.accept(chunk, offset, length);
        if (probing.isListening()) {
            ear.accept(chunk, offset, length);
        }
    }

    @Override
    public void end() {
        ear.end();
        output.end();
    }
}
