package dev.baton.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        description = {
            "Print a script that lets a shell complete commands, options, states and the names of agents.",
            "Names come from the Baton that runs, if one does."
        },
        footer = {
            "  bash: echo 'source <(baton completion bash)' >> ~/.bashrc",
            "  zsh:  echo 'source <(baton completion zsh)' >> ~/.zshrc    (after compinit)",
            "  fish: baton completion fish > ~/.config/fish/completions/baton.fish"
        })
final class Completion implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway") // set by picocli
    private Shell shell;

    @Spec
    @SuppressWarnings("NullAway") // set by picocli
    private CommandSpec spec;

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

    @SuppressWarnings("NullAway.Init")
    Completion(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CompletionScript script = new CompletionScript(spec.parent());
        surroundings
                .out()
                .print(
                        switch (shell) {
                            case BASH -> script.bash();
                            case ZSH -> script.zsh();
                            case FISH -> script.fish();
                        });
        return ExitCodes.DONE;
    }
}
