package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.agent.Agent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agents that ask the machine, on the machine this runs on: their answers must be possible. */
@ExtendWith(VertxExtension.class)
class MachineWatchTest {
    private final BlockingQueue<Sample> samples = new LinkedBlockingQueue<>();
    private Vertx vertx;

    @BeforeEach
    void listen(Vertx vertx) {
        this.vertx = vertx;
        vertx.eventBus()
                .localConsumer(
                        Sample.ADDRESS, message -> Sample.from(message.body()).ifPresent(samples::add));
    }

    @Test
    void samplesHowBusyTheProcessorsAre() throws Exception {
        Rehearsal rehearsal = rehearse(new CpuSampler());
        assertThat(rehearsal.log()).singleElement().asString().endsWith("busy at first look");
        while (rehearsal.events().isEmpty()) {
            rehearsal.execute();
        }
        assertThat(rehearsal.eventNames()).containsExactly("CPU_SAMPLE");
        assertThat(rehearsal.lastEvent().getDouble("percent")).isBetween(0.0, 100.0);
        assertThat(nextSample("cpu").value()).isBetween(0.0, 100.0);
    }

    @Test
    void stopsDuringItsFirstLook() throws Exception {
        Rehearsal rehearsal = new Rehearsal(new CpuSampler(), vertx, new JsonObject());
        rehearsal.askToStop();
        assertThat(rehearsal.setUp().log()).isEmpty();
    }

    @Test
    void samplesHowMuchMemoryIsInUse() throws Exception {
        JsonObject data = rehearse(new MemorySampler()).execute().lastEvent();
        assertThat(data.getLong("used_mb")).isBetween(1L, data.getLong("total_mb"));
        assertThat(nextSample("memory").value()).isBetween(0.1, 100.0);
    }

    @Test
    void watchesHowFullADiskIs(@TempDir Path folder) throws Exception {
        JsonObject config = new JsonObject().put("path", folder.toString());
        Rehearsal rehearsal =
                new Rehearsal(new DiskSpace(), vertx, config).setUp().execute();
        assertThat(rehearsal.eventNames()).containsExactly("DISK_SPACE");
        assertThat(nextSample("disk " + folder).value()).isBetween(0.0, 100.0);
    }

    @Test
    void warnsOnceOfAFullDisk(@TempDir Path folder) throws Exception {
        JsonObject config = new JsonObject().put("path", folder.toString()).put("warnAbove", 0.000001);
        Rehearsal rehearsal =
                new Rehearsal(new DiskSpace(), vertx, config).setUp().execute().execute();
        assertThat(rehearsal.log()).filteredOn(line -> line.startsWith("WARN")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void failsForADiskThatIsNotThere(@TempDir Path folder) {
        JsonObject config =
                new JsonObject().put("path", folder.resolve("missing").toString());
        assertThatThrownBy(() -> new Rehearsal(new DiskSpace(), vertx, config).setUp())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void countsTheFilesThisProcessHasOpen() throws Exception {
        JsonObject data = rehearse(new OpenFiles()).execute().lastEvent();
        assertThat(data.getLong("open")).isBetween(1L, data.getLong("limit"));
    }

    @Test
    void tellsForHowLongTheMachineIsUp() throws Exception {
        assertThat(rehearse(new Uptime()).execute().lastEvent().getLong("seconds"))
                .isPositive();
    }

    @Test
    void describesTheMachineInATableWithoutAddresses() throws Exception {
        Rehearsal rehearsal = rehearse(new Inventory()).execute();
        assertThat(rehearsal.lastEvent().fieldNames())
                .containsExactlyInAnyOrder("host", "system", "processor", "memory", "java", "disk", "network");
        assertThat(rehearsal.log())
                .hasSizeBetween(7, 20)
                .allSatisfy(
                        line -> assertThat(line).doesNotContainPattern("(\\d{1,3}\\.){3}\\d{1,3}|([0-9a-f]{2}:){5}"));
    }

    @Test
    void refusesKeysItDoesNotKnow() throws Exception {
        Rehearsal rehearsal = new Rehearsal(new CpuSampler(), vertx, new JsonObject().put("intervall", 5));
        assertThat(rehearsal.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.path()).isEqualTo("intervall"));
    }

    private Rehearsal rehearse(Agent agent) throws Exception {
        return new Rehearsal(agent, vertx, new JsonObject()).setUp();
    }

    private Sample nextSample(String metric) throws InterruptedException {
        Sample sample = samples.poll(60, TimeUnit.SECONDS);
        while (sample != null && !sample.metric().equals(metric)) {
            sample = samples.poll(60, TimeUnit.SECONDS);
        }
        assertThat(sample).as("a sample of " + metric).isNotNull();
        return sample;
    }
}
