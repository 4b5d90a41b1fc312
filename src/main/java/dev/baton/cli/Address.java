package dev.baton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the Baton is that a command is for. */
final class Address {
    private static final String VARIABLE = "BATON_SOCKET";
    private static final String USUAL_SOCKET = "/tmp/baton.sock";

    private final Grammar.Value<String> socketOption;
    private final Grammar.Value<String> urlOption;
    private final Grammar.Value<Path> tokenOption;

    /** Gives {@code grammar} the options for it. */
    Address(Grammar grammar) {
        socketOption = grammar.text(
                "--socket",
                "PATH",
                "The command socket of the Baton that is asked; else what BATON_SOCKET says, else /tmp/baton.sock.");
        urlOption = grammar.text("--url", "URL", "Ask over HTTP instead, such as http://127.0.0.1:8080.");
        tokenOption = grammar.value(
                Path.class, "--token-file", "FILE", "A file with the token for --url, in its first line.");
    }

    /** Connects to it. */
    Connection connect(Surroundings surroundings) throws NoAnswer {
        String url = urlOption.get();
        String socket = socketOption.get();
        Path tokenFile = tokenOption.get();
        if (url != null && socket != null) {
            throw NoAnswer.wrongUsage("--socket and --url were both given: there is one Baton to ask, leave one out.");
        }
        if (url == null && tokenFile != null) {
            throw NoAnswer.wrongUsage("--token-file goes with --url; a socket needs no token.");
        }
        return url == null
                ? SocketConnection.to(path(socket, surroundings), surroundings.clock())
                : HttpConnection.to(url, tokenFile == null ? null : token(tokenFile));
    }

    private static Path path(@Nullable String socket, Surroundings surroundings) throws NoAnswer {
        String given = socket == null ? surroundings.environment().getOrDefault(VARIABLE, "") : socket;
        String path = given.isBlank() ? USUAL_SOCKET : given;
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw NoAnswer.wrongUsage("'" + Visible.of(path) + "' can't be the path of a socket: " + e.getReason());
        }
    }

    private static String token(Path file) throws NoAnswer {
        try {
            String token = Files.readString(file).strip().split("\\R", 2)[0].strip();
            if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw NoAnswer.wrongUsage("The token file " + file
                        + " has no token in its first line: it must be one word" + " of visible ASCII characters.");
            }
            return token;
        } catch (IOException e) {
            throw NoAnswer.wrongUsage("The token file " + file + " can't be read (" + e.getMessage()
                    + "): check the path and who may read it.");
        }
    }
}
