package dev.baton.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The memory that the operating system gives to a JVM in which nothing but idle agents is deployed. */
final class IdleFootprint implements Scenario {
    private static final double MEGABYTE = 1 << 20;
    private static final Rounds ROUNDS = new Rounds(0, 5);

    private final String number;
    private final int count;
    private final String batons;
    private final String bares;
    private final double budget;

    /** So many of what {@link IdleProcess} makes, on either side. */
    IdleFootprint(String number, int count, String batons, String bares, double budget) {
        this.number = number;
        this.count = count;
        this.batons = batons;
        this.bares = bares;
        this.budget = budget;
    }

    @Override
    public Row run() throws Exception {
        Rounds.Result result = ROUNDS.compare(() -> megabytes(batons), () -> megabytes(bares));
        return new Row(number, "RSS with %,d idle %s".formatted(count, batons), "MB", result, Budget.atMost(budget));
    }

    private double megabytes(String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IdleProcess.class.getName()));
        Path figure = Files.createTempFile("resident", ".bytes");
        command.addAll(List.of(what, Integer.toString(count), figure.toString()));
        try {
            int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("the process with idle " + what + " ended with " + exitCode);
            }
            return Long.parseLong(Files.readString(figure)) / MEGABYTE;
        } finally {
            Files.delete(figure);
        }
    }
}
