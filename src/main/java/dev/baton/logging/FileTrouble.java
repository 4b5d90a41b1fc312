package dev.baton.logging;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a log file can't be written, in words. */
final class FileTrouble {
    private FileTrouble() {}

    static String why(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "its folder doesn't exist";
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a folder";
        }
        @Nullable
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /** What would go wrong with {@code file}, as far as looking can tell; touches nothing. */
    static Optional<String> foreseen(Path file) {
        Path path = file.toAbsolutePath();
        if (Files.isDirectory(path)) {
            return Optional.of("it is a folder");
        }
        if (Files.exists(path)) {
            return Files.isWritable(path) ? Optional.empty() : Optional.of("permission denied");
        }
        @Nullable Path folder = path.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of(folder + " is not a folder");
        }
        return Files.isWritable(folder) ? Optional.empty() : Optional.of("permission denied in " + folder);
    }
}
