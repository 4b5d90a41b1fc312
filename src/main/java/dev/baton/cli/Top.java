package dev.baton.cli;

import picocli.CommandLine.Command;

@Command(name = "top", description = "Watch and steer agents on the whole screen.")
final class Top extends ClientVerb {
    Top(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        return 0;
    }
}
