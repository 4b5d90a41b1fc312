package dev.baton.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** A file of comma-separated values (RFC 4180, with plain line feeds) that only grows. */
final class CsvFile {
    private final Path file;
    private final List<String> header;

    /** The file need not be there yet, but its folder. */
    CsvFile(Path file, List<String> header) {
        this.file = file;
        this.header = List.copyOf(header);
    }

    /** Adds {@code rows}, after the header if the file is new, and after ending a line that a crash left unfinished. */
    void append(List<List<String>> rows) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            StringBuilder text = new StringBuilder();
            if (channel.size() == 0) {
                text.append(line(header));
            } else if (!endsWithLineFeed(channel)) {
                text.append('\n');
            }
            rows.forEach(row -> text.append(line(row)));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static boolean endsWithLineFeed(SeekableByteChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.position(channel.size() - 1).read(last);
        return last.get(0) == '\n';
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvFile::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
