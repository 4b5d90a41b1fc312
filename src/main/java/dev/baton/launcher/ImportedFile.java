package dev.baton.launcher;

import dev.baton.cli.ExitCodes;
import dev.baton.cli.Foreground;
import dev.baton.config.ForeignFile;
import dev.baton.importing.BatonYaml;
import dev.baton.importing.Imported;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code baton import}: reads another tool's file and writes the config file. */
final class ImportedFile {
    private final PrintStream out;
    private final PrintStream err;

    ImportedFile(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int write(Foreground.Import request) {
        ForeignFile.Reading reading = ForeignFile.read(request.file(), System.getenv());
        reading.findings().forEach(err::println);
        Imported imported = reading.imported();
        if (imported == null) {
            err.println("Nothing was written.");
            return ExitCodes.INVALID;
        }
        String text = BatonYaml.of(imported, request.file().toString());
        if (!written(text, request)) {
            return ExitCodes.INVALID;
        }
        return reading.findings().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private boolean written(String text, Foreground.Import request) {
        Path output = request.output();
        if (output == null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
            out.flush();
            return true;
        }
        OpenOption how = request.overwrite() ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW;
        try {
            Files.writeString(output, text, how, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return true;
        } catch (FileAlreadyExistsException e) {
            err.println(output + ": is there already: name another file, or overwrite it with --force");
        } catch (NoSuchFileException e) {
            err.println(output + ": can't be written, its folder is not there: make it first");
        } catch (AccessDeniedException e) {
            err.println(output + ": may not be written: check its permissions and those of its folder");
        } catch (IOException e) {
            err.println(output + ": can't be written (" + e + "): check the file and its disk");
        }
        return false;
    }
}
