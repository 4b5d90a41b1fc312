package dev.baton.cli;

import java.util.Locale;

final class Completion implements Grammar.Spoken {
    private final Surroundings surroundings;

    private final Grammar grammar = new Grammar(
            this,
            "completion",
            "Print a script that lets a shell complete commands, options, states and the names of agents.",
            "Names come from the Baton that runs, if one does.");
    private final Grammar.Value<Shell> shell =
            grammar.argument(Shell.class, "1", "SHELL", "One of: ${COMPLETION-CANDIDATES}.");

    /** The shells there are scripts for. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Completion(Surroundings surroundings) {
        this.surroundings = surroundings;
        grammar.help("-V", "--version")
                .examples(
                        "  bash: echo 'source <(baton completion bash)' >> ~/.bashrc",
                        "  zsh:  echo 'source <(baton completion zsh)' >> ~/.zshrc    (after compinit)",
                        "  fish: baton completion fish > ~/.config/fish/completions/baton.fish");
    }

    @Override
    public Grammar grammar() {
        return grammar;
    }

    @Override
    public Integer call() {
        CompletionScript script = new CompletionScript(grammar.spec().parent());
        surroundings
                .out()
                .print(
                        switch (shell.or(Shell.BASH)) {
                            case BASH -> script.bash();
                            case ZSH -> script.zsh();
                            case FISH -> script.fish();
                        });
        return ExitCodes.DONE;
    }
}
