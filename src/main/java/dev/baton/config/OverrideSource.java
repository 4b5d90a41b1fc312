package dev.baton.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings from {@code --set a.b=c}. A key that has a dot in it is put in quotes: {@code agents."my.agent".config.x=1}. */
final class OverrideSource {
    private static final String KEY = "\"[^\"]+\"|[^\\s\".=]+";
    private static final Pattern OVERRIDE =
            Pattern.compile("((?:" + KEY + ")(?:\\.(?:" + KEY + "))*)=(.*)", Pattern.DOTALL);
    private static final Pattern ONE_KEY = Pattern.compile(KEY);

    private OverrideSource() {}

    static Source read(List<String> overrides, Report report) {
        Overlay overlay = new Overlay(report);
        for (String override : overrides) {
            Matcher matcher = OVERRIDE.matcher(override);
            if (matcher.matches()) {
                overlay.set(keys(matcher.group(1)), "--set " + matcher.group(1), matcher.group(2));
            } else {
                String shown = override.split("=", 2)[0];
                report.error(
                        Location.of("--set " + shown),
                        "",
                        "must be a path of keys, '=' and a value: for example --set orchestrator.maxWorkers=7");
            }
        }
        return overlay.source();
    }

    private static List<String> keys(String path) {
        List<String> keys = new ArrayList<>();
        Matcher key = ONE_KEY.matcher(path);
        while (key.find()) {
            keys.add(key.group().replace("\"", ""));
        }
        return keys;
    }
}
