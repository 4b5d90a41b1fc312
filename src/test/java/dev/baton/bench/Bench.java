package dev.baton.bench;

import dev.baton.logging.LoggerSettings;
import dev.baton.logging.Logging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The benchmarks' command line: {@code Bench [NAME…]}, all numbered scenarios when none is named, and
 * {@code Bench soak [MINUTES]}. Ends with exit code 1 if a budget is missed, 2 if a name is unknown, 3 if a scenario
 * breaks off.
 */
public final class Bench {
    private static final String SOAK = "soak";
    private static final Duration SOAK_LENGTH = Duration.ofMinutes(5);
    private static final int MISSED = 1;
    private static final int UNKNOWN_NAME = 2;
    private static final int BROKE_OFF = 3;

    private final PrintStream out;

    private Bench(PrintStream out) {
        this.out = out;
    }

    /** Runs what is named. Ends the JVM in any case: a scenario that breaks off may leave threads behind. */
    public static void main(String... arguments) {
        Logging logging = Logging.start(LoggerSettings.DEFAULT);
        int exitCode;
        try {
            exitCode = new Bench(System.out).run(List.of(arguments));
        } catch (Exception | Error e) {
            e.printStackTrace();
            exitCode = BROKE_OFF;
        }
        logging.close();
        System.exit(exitCode);
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("1", new ShortLives("1", 2_000, 50));
        scenarios.put("2", new ShortLives("2", 200, 5));
        scenarios.put("3", new EventFlow("3"));
        scenarios.put("4", new EventLatency("4"));
        scenarios.put("5a", new PeriodicCpu("5a", 10_000));
        scenarios.put("5b", new PeriodicCpu("5b", 100_000));
        scenarios.put("6a", new IdleHeap("6a", 20_000));
        scenarios.put("6b", new IdleFootprint("6b", 100_000, IdleProcess.AGENTS, IdleProcess.VERTICLES, 2));
        scenarios.put("7", new HttpAgents("7", 500));
        scenarios.put("8", new HttpStatus("8", 32));
        scenarios.put("9a", new SocketCommand("9a", SocketCommand.Measure.RATE));
        scenarios.put("9b", new SocketCommand("9b", SocketCommand.Measure.MEDIAN));
        scenarios.put("9c", new SocketCommand("9c", SocketCommand.Measure.RATE_WITH_CONNECT));
        scenarios.put("9d", new LongList("9d"));
        scenarios.put("10a", new HttpStart("10a", true));
        scenarios.put("10b", new HttpStart("10b", false));
        scenarios.put("11a", new ShortCommand("11a", true));
        scenarios.put("11b", new ShortCommand("11b", false));
        scenarios.put("12", new ProgramLives("12", 2_000, 50));
        scenarios.put("13", new IdleFootprint("13", 500, IdleProcess.PROGRAMS, IdleProcess.BARE_PROGRAMS, 1.5));
        scenarios.put("15", new ClusterStart("15"));
        scenarios.put("16", new ClusterLives("16"));
        scenarios.put("forward", new ForwardedCommand("forward"));
        scenarios.put("view", new ClusterView("view", ClusterView.Measure.AGE));
        scenarios.put("viewps", new ClusterView("viewps", ClusterView.Measure.PS));
        scenarios.put("logs", new LogFlow("logs"));
        scenarios.put("noisy", new NoisyPrograms("noisy", 50));
        scenarios.put("failures", new MassFailure("failures", 10_000));
        scenarios.put("streams", new HttpStreams("streams", 1_000, 500));
        return scenarios;
    }

    private int run(List<String> names) throws Exception {
        if (!names.isEmpty() && names.get(0).equals(SOAK)) {
            return new Soak(out, soakLength(names)).run() ? 0 : MISSED;
        }
        List<Scenario> chosen = new ArrayList<>();
        for (String name : names) {
            List<Scenario> found = named(name).toList();
            if (found.isEmpty()) {
                out.println("There is no benchmark '" + name + "': known are "
                        + scenarios().keySet() + " and " + SOAK);
                return UNKNOWN_NAME;
            }
            chosen.addAll(found);
        }
        return measure(names.isEmpty() ? scenarios().values().stream().toList() : chosen) ? 0 : MISSED;
    }

    /** {@code 5} means both parts of it, {@code 5a} one. */
    private static Stream<Scenario> named(String name) {
        return scenarios().entrySet().stream()
                .filter(each -> each.getKey().equals(name)
                        || each.getKey().replaceAll("[a-z]", "").equals(name))
                .map(Map.Entry::getValue);
    }

    private boolean measure(List<Scenario> scenarios) throws Exception {
        out.println("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors; Baton's median, the bare one's, and the median of the ratios per round");
        out.println(Row.HEAD);
        boolean kept = true;
        for (Scenario scenario : scenarios) {
            Row row = scenario.run();
            out.println(row);
            kept &= row.isKept();
        }
        return kept;
    }

    private static Duration soakLength(List<String> names) {
        return names.size() < 2
                ? SOAK_LENGTH
                : Duration.ofMillis(Math.round(Double.parseDouble(names.get(1)) * 60_000));
    }
}
