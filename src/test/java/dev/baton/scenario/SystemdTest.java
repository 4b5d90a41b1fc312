package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.NotifySocketOfSystemd;
import dev.baton.testing.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears of a Baton that it has started. */
@Tag("long")
class SystemdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IDLE = "orchestrator: {runMode: DAEMON}\nagents:\n  a: {command: sleep 1000}\n";

    @TempDir
    private Path folder;

    private BatonFolder files;
    private NotifySocketOfSystemd systemd;

    @BeforeEach
    void open() {
        systemd = NotifySocketOfSystemd.at(folder.resolve("notify"));
        files = new BatonFolder(folder)
                .withEnvironment("BATON_ARCHIVE", "off")
                .withEnvironment("NOTIFY_SOCKET", systemd.name());
    }

    @AfterEach
    void close() {
        systemd.close();
    }

    private Operator operator() {
        return new Operator(files.socket(), PATIENCE);
    }

    @Test
    void isReadyWhenCommandsAreTakenAndStopsAndEndsWhenItIsTold() throws Exception {
        try (BatonProcess baton = files.config(IDLE).run()) {
            systemd.await("it is ready", words -> words.startsWith("READY=1"));
            assertThat(operator().ask(new Command.Status(null)).getString("status"))
                    .isEqualTo("success");
            assertThat(systemd.news()).allMatch(words -> words.startsWith("READY=1"));

            baton.signal("TERM").endsWith(0);
            systemd.awaitLine("STATUS=Ended");
            assertThat(systemd.news())
                    .startsWith("READY=1\nSTATUS=1 of 1 agent running")
                    .containsSubsequence(
                            "STOPPING=1\nEXTEND_TIMEOUT_USEC=20000000\nSTATUS=Stopping (SIGTERM)", "STATUS=Ended");
        }
    }

    @Test
    void isNeverReadyWithAConfigThatIsRefused() {
        try (BatonProcess baton = files.config("agents: {a: {clas: X}}").run()) {
            baton.endsWith(2);

            assertThat(systemd.heard()).isEmpty();
        }
    }

    @Test
    void endsAndSaysWhyWhenNothingCanBeLoadedFromTheFolderForTemporaryFiles() {
        // As where none lies beside the jar.
        String none = "-Dorg.newsclub.net.unix.library.override=/proc/none.so";
        try (BatonProcess baton =
                files.withOptions("-Djava.io.tmpdir=/proc", none).config(IDLE).run()) {
            baton.endsWith(1);

            assertThat(baton.err()).anyMatch(line -> line.contains("can't be loaded from /proc"));
            assertThat(systemd.heard()).isEmpty();
        }
    }

    @Test
    void isReadyBeforeItEndsHoweverSoonThatIs() {
        try (BatonProcess baton =
                files.config("agents: {a: {command: 'false', restart: never}}").run()) {
            baton.endsWith(1);

            systemd.awaitLine("STATUS=Ended: 1 agent of 1 did not succeed");
            assertThat(systemd.news().get(0)).startsWith("READY=1");
            assertThat(systemd.news()).anyMatch(words -> words.startsWith("STOPPING=1"));
        }
    }

    @Test
    void tellsOfACrashLoopOfAReloadAndOfAStopByCommand() throws Exception {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  a: {command: sleep 1000}
                  b: {command: exit 1, restart: {maxRestarts: 1, initialDelay: 10ms}}
                """);
        try (BatonProcess baton = files.run()) {
            systemd.awaitLine("STATUS=1 of 2 agents running, 1 crash-looping");

            files.config(IDLE);
            baton.signal("HUP").awaitLine(BATON, "SIGHUP: 1 changes");
            systemd.awaitLine("STATUS=1 of 1 agent running");
            assertThat(systemd.news()).containsSubsequence(reloadingIn(systemd.news()), "READY=1");

            files.config("agents: {a: {clas: X}}");
            baton.signal("HUP").awaitLine(BATON, "SIGHUP: the new config is refused");
            await().atMost(PATIENCE)
                    .until(() ->
                            systemd.news().stream().filter("READY=1"::equals).count() == 2);

            operator().ask(new Command.Shutdown());
            baton.endsWith(0);
            systemd.await("it stops", words -> words.startsWith("STOPPING=1\nEXTEND_TIMEOUT_USEC=20000000\nSTATUS="));
        }
    }

    /** By the clock that systemd reads, too. */
    private static String reloadingIn(List<String> news) {
        String reloading = news.stream()
                .filter(words -> words.startsWith("RELOADING=1"))
                .findFirst()
                .orElseThrow();
        long micros = Long.parseLong(reloading.replaceFirst("RELOADING=1\nMONOTONIC_USEC=", ""));
        assertThat(micros)
                .isBetween(
                        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - PATIENCE.toNanos()),
                        TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
        return reloading;
    }

    @Test
    void givesSignsOfLifeTwiceInTheTimeAndNoneWhileItsEventLoopsHang() throws Exception {
        files.withEnvironment("WATCHDOG_USEC", "400000").config("""
                orchestrator: {runMode: DAEMON}
                agents: {a: {class: dev.baton.scenario.agents.Holds}}
                """);
        try (BatonProcess baton = files.run()) {
            await().atMost(PATIENCE).until(() -> systemd.signs() > 0);
            long before = systemd.signs();
            long begun = System.nanoTime();
            await().atMost(PATIENCE).until(() -> systemd.signs() >= before + 15);
            // Those that were held up for a second come at once.
            assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos((15 - 5) * 200));

            Files.createFile(files.path("hold"));
            baton.awaitLine("a", "holding");
            AtomicLong last = new AtomicLong();
            await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> {
                long signs = systemd.signs();
                return last.getAndSet(signs) == signs;
            });

            Files.delete(files.path("hold"));
            await().atMost(PATIENCE).until(() -> systemd.signs() > last.get());
            baton.signal("TERM").endsWith(0);
        }
    }

    @Test
    void saysNothingOfLifeWhenThatIsMeantForAnother() {
        files.withEnvironment("WATCHDOG_USEC", "1000").withEnvironment("WATCHDOG_PID", "1");
        try (BatonProcess baton = files.config(IDLE).run()) {
            systemd.await("it is ready", words -> words.startsWith("READY=1"));
            baton.signal("TERM").endsWith(0);

            assertThat(systemd.signs()).isZero();
        }
    }

    @Test
    void agentsDoNotGetWhatIsMeantForBaton() {
        files.withEnvironment("WATCHDOG_USEC", "10000000")
                .withEnvironment("MARK", "there")
                .config("""
                agents:
                  program: {command: "env > program.env"}
                  notifier: {command: "env > notifier.env", readiness: notify, dependsOn: {program: completed}}
                  jvm: {class: "dev.baton.scenario.agents.OwnJvm$Frank", isolation: process}
                """);
        try (BatonProcess baton = files.run()) {
            baton.awaitExit();

            assertThat(files.read("program.env")).contains("MARK=there").doesNotContain("NOTIFY_SOCKET", "WATCHDOG");
            assertThat(files.read("notifier.env"))
                    .contains("NOTIFY_SOCKET=")
                    .doesNotContain("NOTIFY_SOCKET=" + systemd.name(), "WATCHDOG");
            assertThat(files.read("jvm.env")).contains("MARK=there").doesNotContain("NOTIFY_SOCKET", "WATCHDOG");
        }
    }

    @Test
    void aSocketThatHasGoneIsToldOnceAndChangesNothing() throws Exception {
        files.withEnvironment("WATCHDOG_USEC", "20000");
        try (BatonProcess baton = files.config(IDLE).run()) {
            systemd.await("it is ready", words -> words.startsWith("READY=1"));
            systemd.close();
            Files.deleteIfExists(folder.resolve("notify"));

            baton.awaitLine("[systemd]", "systemd can't be told how Baton is: " + systemd.name());
            baton.signal("HUP").awaitLine(BATON, "SIGHUP: 0 changes");
            baton.signal("TERM").endsWith(0);
            assertThat(baton.out()).filteredOn(line -> line.contains("systemd")).hasSize(1);
            assertThat(baton.err()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNoneIsToldAndChangesNothing() {
        files.withEnvironment("NOTIFY_SOCKET", "vsock:2:1234");
        try (BatonProcess baton = files.config("agents: {a: {command: 'true'}}").run()) {
            baton.endsWith(0);

            assertThat(baton.said(BATON))
                    .contains("systemd can't be told how Baton is: NOTIFY_SOCKET is 'vsock:2:1234': "
                            + "it is neither a path nor a name that begins with @");
        }
    }

    @Test
    void ofSeveralNodesOnlyTheirParentSpeaks() {
        try (NotifySocketOfSystemd name = NotifySocketOfSystemd.withAbstractName();
                BatonProcess trial = files.withEnvironment("NOTIFY_SOCKET", name.name())
                        .config(IDLE)
                        .run("--nodes", "2")) {
            await().atMost(PATIENCE)
                    .until(() -> trial.out().stream()
                                    .filter(line -> line.contains("Ready agent=a"))
                                    .count()
                            == 2);
            trial.signal("TERM").endsWith(0);

            name.awaitLine("STOPPING=1");
            assertThat(name.heard()).containsExactly("READY=1\nSTATUS=2 nodes of one cluster", "STOPPING=1");
        }
    }
}
