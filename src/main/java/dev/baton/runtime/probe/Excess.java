package dev.baton.runtime.probe;

import dev.baton.process.TreeUsage;
import dev.baton.settings.ByteSize;
import dev.baton.settings.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tree used more than it may.
 *
 * @param limit the key of the limit: {@code maxMemory} or {@code maxCpu}
 * @param reason for people
 * @param data for programs: what was used and what the limit is
 */
public record Excess(String limit, String reason, Map<String, Object> data) {
    private static final long MIB = 1024 * 1024;

    static Excess ofMemory(TreeUsage used, ByteSize most) {
        String shown = used.residentBytes() < MIB ? used.residentBytes() + " bytes" : used.residentBytes() / MIB + "MB";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("used_bytes", used.residentBytes());
        data.put("limit_bytes", most.bytes());
        data.put("processes", used.processes());
        return new Excess("maxMemory", "used " + shown + " of " + most, data);
    }

    static Excess ofCpu(double percent, double most, Duration window) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("used_percent", Math.round(percent));
        data.put("limit_percent", most);
        data.put("window_ms", window.toMillis());
        return new Excess(
                "maxCpu",
                "used " + Math.round(percent) + "% of " + plain(most) + "% over " + Durations.format(window),
                data);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
