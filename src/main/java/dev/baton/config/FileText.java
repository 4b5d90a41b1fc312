package dev.baton.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a config file as text, once, so that pipes can be read too. */
final class FileText {
    /** As much as the YAML parser takes. */
    private static final int MAX_BYTES = 3 * 1024 * 1024;

    private FileText() {}

    /** The text, or empty after reporting why not. */
    static Optional<String> read(Path file, Report report) {
        Location location = Location.of(file.toString());
        try {
            if (Files.isDirectory(file)) {
                report.critical(location, "is a folder but must be a file: name the config file in it");
                return Optional.empty();
            }
            byte[] bytes = bytes(file);
            if (bytes.length > MAX_BYTES) {
                report.critical(location, "is larger than 3 MiB, the most a config file can be: split it");
                return Optional.empty();
            }
            return Optional.of(decode(bytes));
        } catch (NoSuchFileException e) {
            report.critical(location, "there is no such file: check the spelling and the current folder");
        } catch (AccessDeniedException e) {
            report.critical(location, "may not be read: check its permissions and those of its folder");
        } catch (CharacterCodingException e) {
            report.critical(location, "is not valid UTF-8: save it with the encoding UTF-8");
        } catch (IOException | SecurityException e) {
            report.critical(location, "can't be read (" + e + "): check the file and its disk");
        }
        return Optional.empty();
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
