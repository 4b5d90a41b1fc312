package dev.baton.launcher;

import dev.baton.cli.ExitCodes;
import dev.baton.cli.Foreground;
import dev.baton.scaffold.Blueprint;
import dev.baton.scaffold.FolderTaken;
import dev.baton.scaffold.Scaffold;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code baton create}: makes a project and says what to do with it. */
final class NewProject {
    private final PrintStream out;
    private final PrintStream err;

    NewProject(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int create(Foreground.Create request) {
        Path folder = request.folder();
        try {
            Blueprint blueprint = blueprint(request);
            Scaffold.write(blueprint);
            tellNext(request, blueprint);
            return ExitCodes.DONE;
        } catch (IllegalArgumentException | FolderTaken e) {
            err.println("baton: " + e.getMessage());
            return ExitCodes.INVALID;
        } catch (NoSuchFileException e) {
            err.println(
                    "baton: " + folder + " can't be made, because the folder above it is not there: make that first");
        } catch (AccessDeniedException e) {
            err.println("baton: " + folder
                    + " can't be made, because the folder above it may not be written to: check its" + " permissions");
        } catch (IOException e) {
            err.println("baton: " + folder + " can't be made (" + reason(e) + "): check the disk and its space");
        }
        return ExitCodes.FAILED;
    }

    /** Without the name of the draft, which nobody knows. */
    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
        return reason == null ? e.toString() : reason;
    }

    private static Blueprint blueprint(Foreground.Create request) {
        if (!request.program()) {
            return Blueprint.ofJava(request.folder(), request.packageName());
        }
        if (request.packageName() != null) {
            throw new IllegalArgumentException(
                    "--package is for classes, and a project with --program has none: leave one of them out");
        }
        return Blueprint.ofPrograms(request.folder());
    }

    private void tellNext(Foreground.Create request, Blueprint blueprint) {
        out.println("The project " + blueprint.name() + " is there. To go on:");
        out.println();
        if (!blueprint.folder().equals(Path.of("").toAbsolutePath())) {
            out.println("  cd " + quoted(request.folder().toString()));
        }
        if (!request.program()) {
            out.println("  mvn verify");
        }
        out.println("  baton run baton.yaml");
        out.println();
        out.println("What is in it, and what else to do with it, says its README.md.");
    }

    /** So that a shell takes it for one word. */
    private static String quoted(String path) {
        return path.matches("[\\w./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
