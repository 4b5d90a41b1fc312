package dev.baton.launcher;

import dev.baton.logging.LineStream;
import dev.baton.logging.LogStream;
import dev.baton.logging.Outputs;
import dev.baton.runtime.program.Output;

/** Leads what agents' processes write to where lines are kept. */
final class StreamsOfAgents implements Output.Streams {
    private final Outputs outputs;

    StreamsOfAgents(Outputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public Output open(String agent, boolean isError) {
        LineStream lines = outputs.open(agent, isError ? LogStream.STDERR : LogStream.STDOUT);
        return new Output() {
            @Override
            public void accept(byte[] chunk, int offset, int length) {
                lines.accept(chunk, offset, length);
            }

            @Override
            public void end() {
                lines.end();
            }
        };
    }
}
