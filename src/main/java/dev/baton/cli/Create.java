package dev.baton.cli;

import java.nio.file.Path;
import java.util.Objects;

/** {@code baton create}: a new project that builds and runs as it is. */
final class Create implements Grammar.Spoken {
    private final Foreground foreground;
    private final Grammar grammar;
    private final Grammar.Value<Path> folder;
    private final Grammar.Value<String> packageName;
    private final Grammar.Flag program;

    Create(Foreground foreground) {
        this.foreground = foreground;
        grammar = new Grammar(
                this, "create", "Make a new project that builds and runs as it is, with an agent of each kind.");
        folder = grammar.argument(
                Path.class,
                "1",
                "NAME",
                "The folder to make; its last part is the project's name: lower-case letters, digits and hyphens.");
        packageName = grammar.text(
                "--package", "PACKAGE", "The Java package of its classes; com.example and the name if left out.");
        program = grammar.flag("Without Java: a config file and a few shell scripts.", "--program");
        grammar.help("-V", "--version")
                .exitCodes(
                        "0:the project is there",
                        "1:it can't be written; nothing is left of it",
                        "2:wrong usage, a name that won't do, or a folder that is not empty; nothing was written")
                .examples(
                        "  baton create my-app",
                        "  baton create my-app --package com.acme.app",
                        "  baton create my-scripts --program");
    }

    @Override
    public Grammar grammar() {
        return grammar;
    }

    @Override
    public Integer call() {
        return foreground.create(
                new Foreground.Create(Objects.requireNonNull(folder.get()), packageName.get(), program.isSet()));
    }
}
