package dev.baton.control.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventBusChannel;
import dev.baton.event.EventNames;
import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import dev.baton.testing.NotifySocketOfSystemd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears of a service whose state the test sets. */
class SystemdNotifierTest {
    private static final String STOPPING = "STOPPING=1\nEXTEND_TIMEOUT_USEC=12000000\nSTATUS=Stopping (SIGTERM)";

    private final Vertx vertx = Vertx.vertx();
    private final EventBusChannel events = EventBusChannel.of(vertx, "test");
    private final EventPublisher publisher = new EventPublisher(events::publish, InstantSource.system(), "n1");
    private volatile Tally tally = new Tally(2, 1, 1, 0, 0, 0);

    @TempDir
    private Path folder;

    private NotifySocketOfSystemd systemd;
    private SystemdNotifier notifier;

    @BeforeEach
    void deploy() throws Exception {
        systemd = NotifySocketOfSystemd.at(folder.resolve("n"));
        notifier = new SystemdNotifier(
                events,
                new Invitation(systemd.name(), null),
                NotifyChannel.to(systemd.name()),
                new Service() {
                    @Override
                    public Future<Void> respond() {
                        return Future.succeededFuture();
                    }

                    @Override
                    public Future<Tally> tally() {
                        return Future.succeededFuture(tally);
                    }

                    @Override
                    public Duration longestStop() {
                        return Duration.ofSeconds(12);
                    }
                },
                () -> 7_000_000L);
        vertx.deployVerticle(notifier).await(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(60, TimeUnit.SECONDS);
        systemd.close();
    }

    private void shutDown(String reason) {
        publisher.orchestrator(EventNames.SHUTDOWN, EventSeverity.INFO, Map.of("reason", reason));
    }

    private void agentsChange() {
        publisher.agent("a", EventNames.AGENT_READY, 1, EventSeverity.INFO, Map.of());
    }

    private List<String> heardUntil(String last) throws Exception {
        notifier.end(last).await(60, TimeUnit.SECONDS);
        return systemd.awaitLine("STATUS=" + last).heard();
    }

    @Test
    void changesThatComeTogetherAreOneStatusAndNoneIsSaidTwice() throws Exception {
        notifier.ready();
        tally = new Tally(2, 2, 0, 0, 0, 0);
        for (int i = 0; i < 50; i++) {
            agentsChange();
        }
        systemd.awaitLine("STATUS=2 of 2 agents running");
        // Changes nothing that is told.
        agentsChange();
        tally = new Tally(2, 1, 0, 0, 1, 0);
        agentsChange();
        systemd.awaitLine("STATUS=1 of 2 agents running, 1 crash-looping");

        assertThat(heardUntil("over"))
                .containsExactly(
                        "READY=1\nSTATUS=1 of 2 agents running, 1 waiting",
                        "STATUS=2 of 2 agents running",
                        "STATUS=1 of 2 agents running, 1 crash-looping",
                        "STATUS=over");
    }

    @Test
    void saysNothingOfAgentsBeforeItIsReady() throws Exception {
        agentsChange();
        shutDown("SIGTERM");

        assertThat(heardUntil("over")).containsExactly("STATUS=over");
    }

    @Test
    void isReadyBeforeItStopsEvenIfItWasToldToStopBefore() throws Exception {
        shutDown("SIGTERM");
        notifier.ready();

        assertThat(heardUntil("over"))
                .containsExactly("READY=1\nSTATUS=1 of 2 agents running, 1 waiting", STOPPING, "STATUS=over");
    }

    @Test
    void isReadyAgainAfterTheLastOfSeveralReloads() throws Exception {
        notifier.ready();
        notifier.reloading();
        notifier.reloading();
        notifier.reloaded();
        notifier.reloaded();

        assertThat(heardUntil("over"))
                .containsExactly(
                        "READY=1\nSTATUS=1 of 2 agents running, 1 waiting",
                        "RELOADING=1\nMONOTONIC_USEC=7000",
                        "RELOADING=1\nMONOTONIC_USEC=7000",
                        "READY=1",
                        "STATUS=over");
    }

    @Test
    void isNotReadyByAReloadDuringTheStart() throws Exception {
        notifier.reloading();
        notifier.reloaded();
        notifier.ready();

        assertThat(heardUntil("over"))
                .containsExactly("READY=1\nSTATUS=1 of 2 agents running, 1 waiting", "STATUS=over");
    }

    @Test
    void isNotReadyAgainWhenItStops() throws Exception {
        notifier.ready();
        notifier.reloading();
        shutDown("SIGTERM");
        shutDown("again");
        notifier.reloaded();
        notifier.reloading();
        notifier.reloaded();

        assertThat(heardUntil("over"))
                .containsExactly(
                        "READY=1\nSTATUS=1 of 2 agents running, 1 waiting",
                        "RELOADING=1\nMONOTONIC_USEC=7000",
                        STOPPING,
                        "STATUS=over");
    }

    @Test
    void noReasonCanSayMoreThanWords() throws Exception {
        notifier.ready();
        shutDown("the agent\nMAINPID=1");

        assertThat(heardUntil("over")).anyMatch(words -> words.endsWith("STATUS=Stopping (the agent MAINPID=1)"));
    }

    @Test
    void whatFoundNoRoomIsSaidWhenThereIs() throws Exception {
        Path path = folder.resolve("slow");
        try (NotifySocketOfSystemd slow = NotifySocketOfSystemd.unread(path);
                NotifyChannel channel = NotifyChannel.to(path.toString())) {
            boolean[] room = new boolean[1];
            Outbox outbox = new Outbox(words -> room[0] && channel.say(words));
            outbox.say("READY=1");
            outbox.say("STOPPING=1");
            assertThat(outbox.isEmpty()).isFalse();

            room[0] = true;
            outbox.flush();
            assertThat(outbox.isEmpty()).isTrue();
            slow.read().awaitLine("STOPPING=1");
            assertThat(slow.heard()).containsExactly("READY=1", "STOPPING=1");
        }
    }
}
