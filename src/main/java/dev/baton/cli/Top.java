package dev.baton.cli;

final class Top extends ClientVerb {
    Top(Surroundings surroundings) {
        super(surroundings, "top", "Watch and steer agents on the whole screen.");
        grammar().examples("  baton top");
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        return 0;
    }
}
