package dev.baton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the Baton is that a command is for. */
final class Address {
    private static final String VARIABLE = "BATON_SOCKET";
    private static final String USUAL_SOCKET = "/tmp/baton.sock";

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The command socket of the Baton that is asked; else what BATON_SOCKET says, else"
                    + " /tmp/baton.sock.")
    private @Nullable String socket;

    @Option(names = "--url", paramLabel = "URL", description = "Ask over HTTP instead, such as http://127.0.0.1:8080.")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token for --url, in its first line.")
    private @Nullable Path tokenFile;

    /** Connects to it. */
    Connection connect(Surroundings surroundings) throws NoAnswer {
        if (url != null && socket != null) {
            throw NoAnswer.wrongUsage("--socket and --url were both given: there is one Baton to ask, leave one out.");
        }
        if (url == null && tokenFile != null) {
            throw NoAnswer.wrongUsage("--token-file goes with --url; a socket needs no token.");
        }
        return url == null
                ? SocketConnection.to(path(surroundings), surroundings.clock())
                : HttpConnection.to(url, tokenFile == null ? null : token(tokenFile));
    }

    private Path path(Surroundings surroundings) throws NoAnswer {
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
