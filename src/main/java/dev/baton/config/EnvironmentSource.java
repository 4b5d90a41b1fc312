package dev.baton.config;

import dev.baton.settings.RecordMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings from environment variables: {@code BATON_}, then the path with {@code _} for each dot. Case and further
 * underscores don't count, so both {@code BATON_ORCHESTRATOR_MAX_WORKERS} and {@code BATON_ORCHESTRATOR_MAXWORKERS} are
 * {@code orchestrator.maxWorkers}. Agents have no variables of this kind.
 */
final class EnvironmentSource {
    private static final String PREFIX = "BATON_";
    /** Read by the launcher script and the command line. */
    private static final Set<String> OTHERS =
            Set.of("BATON_JAVA", "BATON_JAVA_OPTS", "BATON_ARCHIVE", "BATON_SOCKET", "BATON_TREE");

    private EnvironmentSource() {}

    static Source read(Map<String, String> environment, Report report) {
        Overlay overlay = new Overlay(report);
        new TreeMap<>(environment).forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!upper.startsWith(PREFIX) || OTHERS.contains(upper)) {
                return;
            }
            String path = Known.PATHS.get(plain(upper.substring(PREFIX.length())));
            if (path == null) {
                report.warning(Location.of(name), "", unknown(name));
            } else {
                // Only files hold expressions; what a variable holds is taken as it is.
                overlay.set(List.of(path.split("\\.")), name, value.replace("${", "$${"));
            }
        });
        return overlay.source();
    }

    /** How the variable for {@code path} is best written. */
    static String variable(String path) {
        return PREFIX
                + path.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String unknown(String name) {
        if (plain(name).startsWith("BATONAGENTS")) {
            return "there are no variables for the settings of agents: use ${" + name
                    + "} in the file, or --set agents.NAME.config.KEY=VALUE";
        }
        if (plain(name).startsWith("BATONGROUPS")) {
            return "there are no variables for the settings of groups: use ${" + name
                    + "} in the file, or --set groups.NAME.KEY=VALUE";
        }
        List<String> known =
                Known.PATHS.values().stream().map(EnvironmentSource::variable).toList();
        return "this variable sets nothing: "
                + RecordMapper.nearest(name, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("those that start with BATON_ are settings, such as BATON_ORCHESTRATOR_MAX_WORKERS");
    }

    /** The paths there are, by their plain names. Put together when first used: mostly there are no such variables. */
    private static final class Known {
        static final Map<String, String> PATHS = paths();

        private static Map<String, String> paths() {
            Map<String, String> paths = new LinkedHashMap<>();
            Sections.paths().forEach(path -> paths.put(plain(path), path));
            return paths;
        }
    }

    private static String plain(String name) {
        return name.replace(".", "").replace("_", "").toUpperCase(Locale.ROOT);
    }
}
