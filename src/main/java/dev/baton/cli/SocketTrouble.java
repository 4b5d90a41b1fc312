package dev.baton.cli;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What can be wrong with a command socket, and what to do about it. */
final class SocketTrouble {
    private static final String HOW_TO_START =
            "Start Baton with: baton run FILE, or name its socket with --socket PATH or"
                    + " BATON_SOCKET (orchestrator.commandSocketPath in its config).";

    private SocketTrouble() {}

    static NoAnswer connecting(Path path, IOException e) {
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("too long")) {
            return NoAnswer.wrongUsage("The path of the socket, " + path
                    + ", is longer than the system allows (about 100" + " bytes): use a shorter one.");
        }
        if (reason.contains("permission denied") || isHidden(path)) {
            return NoAnswer.notAllowed(
                    "You may not use the socket " + path + ": its file mode doesn't let you. Run this"
                            + " command as the user that runs Baton, or have orchestrator.commandSocketMode and"
                            + " commandSocketGroup let your group in.");
        }
        if (reason.contains("refused")) {
            return NoAnswer.nobody("Nothing answers at " + path
                    + ": the file is there, but whoever made it runs no more. " + HOW_TO_START);
        }
        if (!Files.exists(path)) {
            return NoAnswer.nobody("Nothing answers at " + path + ": there is no such socket. " + HOW_TO_START);
        }
        return NoAnswer.nobody("Nothing answers at " + path + " (" + e.getMessage() + "). " + HOW_TO_START);
    }

    private static boolean isHidden(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder != null && Files.exists(folder) && !Files.isExecutable(folder);
    }

    static NoAnswer silent(Path path, Duration patience) {
        return NoAnswer.nobody(
                "Nothing came from " + path + " within " + patience.toSeconds() + " s: Baton hangs or the"
                        + " machine is overloaded. Look at Baton's log and at the load, then try again.");
    }

    static NoAnswer talking(Path path, IOException e) {
        String reason = e instanceof SocketException || e.getMessage() == null ? String.valueOf(e) : e.getMessage();
        return NoAnswer.brokenOff("The connection to " + path + " broke off before the answer came (" + reason
                + "): Baton has ended or been restarted. See with: baton status");
    }

    static NoAnswer foreign(Path path, IOException e) {
        return NoAnswer.nobody("What answers at " + path + " is no Baton: " + firstLine(e)
                + ". Name the right socket with --socket PATH or BATON_SOCKET.");
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).split("\n", 2)[0];
    }
}
