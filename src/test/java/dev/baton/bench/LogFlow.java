package dev.baton.bench;

import dev.baton.logging.LineStream;
import dev.baton.logging.LogBook;
import dev.baton.logging.LogFileSettings;
import dev.baton.logging.LogStream;
import dev.baton.logging.OutputObserver;
import dev.baton.logging.Outputs;
import dev.baton.settings.ByteSize;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * A million lines of a program, read in pieces as from its pipe: cut, stamped, kept in memory and written to a file. The bare
 * side copies the same bytes to a file and knows nothing of lines.
 */
final class LogFlow implements Scenario {
    private static final int LINES = 1_000_000;
    private static final int PIECE = 16 * 1024;
    private static final String TEXT = " GET /orders/1042 200 17ms client=10.0.3.7 agent=\"shop/2.4\" trace=9f3c6a";
    private static final Rounds ROUNDS = new Rounds(2, 7);

    private final String number;
    private final byte[] output = output();

    LogFlow(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-log-flow");
        try (Outputs outputs =
                new Outputs(new LogBook(), InstantSource.system(), System::nanoTime, OutputObserver.NONE)) {
            LogFileSettings settings =
                    new LogFileSettings(folder, ByteSize.parse("500MB"), 0, false, ByteSize.parse("10GB"));
            outputs.settle(Map.of("noisy", settings));
            Rounds.Result result = ROUNDS.compare(() -> rateOfBaton(outputs, folder), () -> rateOfBare(folder));
            return new Row(number, "a program's lines to memory and a file", "MB/s", result, Budget.atLeast(0.2));
        } finally {
            Files.deleteIfExists(folder.resolve(".lock"));
            Files.delete(folder);
        }
    }

    private double rateOfBaton(Outputs outputs, Path folder) throws IOException {
        long began = System.nanoTime();
        LineStream stream = outputs.open("noisy", LogStream.STDOUT);
        for (int at = 0; at < output.length; at += PIECE) {
            stream.accept(output, at, Math.min(PIECE, output.length - at));
        }
        stream.end();
        double rate = rateSince(began);
        Files.delete(folder.resolve("noisy.log"));
        return rate;
    }

    private double rateOfBare(Path folder) throws IOException {
        Path file = folder.resolve("bare.log");
        long began = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int at = 0; at < output.length; at += PIECE) {
                out.write(output, at, Math.min(PIECE, output.length - at));
            }
        }
        double rate = rateSince(began);
        Files.delete(file);
        return rate;
    }

    private double rateSince(long began) {
        return output.length / 1e6 / ((System.nanoTime() - began) / 1e9);
    }

    private static byte[] output() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append(i).append(TEXT).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
