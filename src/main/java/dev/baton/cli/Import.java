package dev.baton.cli;

import java.nio.file.Path;
import java.util.Objects;

/** {@code baton import}: a config file made of another tool's. */
final class Import implements Grammar.Spoken {
    private final Foreground foreground;
    private final Grammar grammar;
    private final Grammar.Value<Path> file;
    private final Grammar.Value<Path> output;
    private final Grammar.Flag force;

    Import(Foreground foreground) {
        this.foreground = foreground;
        grammar = new Grammar(
                this,
                "import",
                "Write a Procfile or a process-compose file as a config file, and say what could not be carried over.");
        file = grammar.argument(
                Path.class,
                "1",
                "FILE",
                "A file called Procfile, Procfile.NAME or NAME.procfile, or one of process-compose.");
        output = grammar.value(
                Path.class, "--output", "FILE", "Where to write it; to standard output if left out.", "-o");
        force = grammar.flag("Overwrite a file that is there already.", "--force");
        grammar.help("-V", "--version")
                .exitCodes(
                        "0:everything could be carried over",
                        "1:the config file is written, but something could not be carried over: stderr says what",
                        "2:wrong usage, or a file can't be read or written; nothing was written")
                .examples(
                        "  baton import Procfile",
                        "  baton import process-compose.yaml -o baton.yaml && baton run baton.yaml");
    }

    @Override
    public Grammar grammar() {
        return grammar;
    }

    @Override
    public Integer call() {
        return foreground.importFile(
                new Foreground.Import(Objects.requireNonNull(file.get()), output.get(), force.isSet()));
    }
}
