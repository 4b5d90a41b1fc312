package dev.baton.demo;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.EventAgent;
import io.vertx.core.eventbus.Message;
import java.util.Map;

/**
 * Listens to samples and emits {@code ALARM_RAISED {metric, value, threshold}} when one metric was above its threshold
 * several times in a row, and {@code ALARM_CLEARED} with the same data once it is well below.
 */
public final class Alarm extends EventAgent {
    private Settings settings;
    private Hysteresis hysteresis;

    /** Called by Baton. */
    public Alarm() {}

    @Override
    protected Class<? extends Record> configType() {
        return Settings.class;
    }

    @Override
    protected void setup() {
        settings = context().config(Settings.class);
        hysteresis = new Hysteresis(settings.threshold(), settings.threshold() - settings.margin(), settings.samples());
    }

    @Override
    protected void onEvent(Message<Object> message) {
        Sample.from(message.body())
                .filter(sample -> sample.metric().equals(settings.metric()))
                .ifPresent(this::judge);
    }

    private void judge(Sample sample) {
        AgentLogger log = context().logger();
        String value = Amounts.value(sample.value(), sample.unit());
        switch (hysteresis.accept(sample.value())) {
            case RAISED -> {
                String limit = Amounts.value(settings.threshold(), sample.unit());
                log.warning(
                        "{} is at {}: {} samples in a row above {}", sample.metric(), value, settings.samples(), limit);
                context().emit("ALARM_RAISED", data(sample));
            }
            case CLEARED -> {
                log.info("{} is back at {}", sample.metric(), value);
                context().emit("ALARM_CLEARED", data(sample));
            }
            case NONE -> {}
        }
    }

    private Map<String, Object> data(Sample sample) {
        double value = Amounts.rounded(sample.value());
        return Map.of("metric", sample.metric(), "value", value, "threshold", settings.threshold());
    }

    /**
     * What to watch, and when to worry.
     *
     * @param metric the sample's name
     * @param threshold the alarm is raised above it
     * @param margin how far below the threshold the alarm is cleared, at least 0
     * @param samples how many samples in a row must be above, at least 1
     */
    record Settings(String metric, double threshold, double margin, int samples) {
        static final Settings DEFAULT = new Settings("cpu", 90, 15, 3);

        Settings {
            if (!(margin >= 0)) {
                throw new IllegalArgumentException("margin is " + margin + " but must be 0 or more");
            }
            if (samples < 1) {
                throw new IllegalArgumentException("samples is " + samples + " but must be 1 or more");
            }
        }
    }
}
