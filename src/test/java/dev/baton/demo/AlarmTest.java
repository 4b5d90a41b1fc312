package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AlarmTest {

    @Test
    void raisesAndClearsOnItsOwnMetricOnly(Vertx vertx) throws Exception {
        Rehearsal rehearsal = new Rehearsal(new Alarm(), vertx, new JsonObject("""
                        {"address": "demo.samples", "metric": "cpu", "threshold": 50, "margin": 10, "samples": 2}""")).setUp();
        BlockingQueue<Message<Object>> inbox = new LinkedBlockingQueue<>();
        vertx.eventBus().consumer(Sample.ADDRESS, inbox::add);
        double[] cpu = {60, 61, 62, 45, 30};
        for (double percent : cpu) {
            new Sample("memory", 99, "%").publish(rehearsal);
            new Sample("cpu", percent, "%").publish(rehearsal);
        }
        vertx.eventBus().publish(Sample.ADDRESS, "no sample");
        for (int i = 0; i < 2 * cpu.length + 1; i++) {
            rehearsal.deliver(inbox.poll(60, TimeUnit.SECONDS));
        }
        assertThat(rehearsal.eventNames()).containsExactly("ALARM_RAISED", "ALARM_CLEARED");
        assertThat(rehearsal.events().get(0).data()).isEqualTo(new JsonObject("""
                        {"metric": "cpu", "value": 61.0, "threshold": 50.0}"""));
        assertThat(rehearsal.log())
                .containsExactly(
                        "WARN cpu is at 61.0 %: 2 samples in a row above 50.0 %", "INFO cpu is back at 30.0 %");
    }

    @Test
    void refusesToClearAboveTheThreshold(Vertx vertx) throws Exception {
        JsonObject config = new JsonObject().put("address", "a").put("margin", -1);
        assertThat(new Rehearsal(new Alarm(), vertx, config).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("margin"));
    }
}
