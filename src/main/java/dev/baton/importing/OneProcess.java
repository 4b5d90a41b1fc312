package dev.baton.importing;

import dev.baton.agent.AgentSpec;
import dev.baton.settings.Braces;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an agent of one process, but for its dependencies. */
final class OneProcess {
    private static final String DEFAULT_NAMESPACE = "default";

    private final Keys process;
    private final Keys file;
    private final Words words;
    private final Beside beside;
    private final Draft draft;
    private final List<String> shell;
    private final JsonObject agent = new JsonObject();

    OneProcess(Keys process, Keys file, Words words, Beside beside, Draft draft) {
        this.process = process;
        this.file = file;
        this.words = words;
        this.beside = beside;
        this.draft = draft;
        this.shell = ProcessCompose.shell(file);
    }

    JsonObject read() {
        command();
        surroundings();
        probes();
        Availability.read(process, draft, agent);
        Ending.read(process, draft, agent);
        namespace();
        JsonObject logs = LogFiles.read(process, words, draft);
        if (!logs.isEmpty()) {
            agent.put("logs", logs);
        }
        process.map("watch")
                .map(watch -> WatchedPaths.read(
                        watch, process.text("working_dir"), text -> words.plain("watch", text), draft))
                .filter(globs -> !globs.isEmpty())
                .ifPresent(globs -> agent.put("watch", globs));
        Losses.ofProcess(process, draft);
        whetherAtAll();
        return agent;
    }

    private void command() {
        List<String> entrypoint = process.texts("entrypoint");
        if (process.asks("command")) {
            agent.put("command", words.command("command", process.text("command")));
            agent.put("shell", ProcessCompose.array(shell));
        } else if (!entrypoint.isEmpty()) {
            JsonArray line = new JsonArray();
            entrypoint.forEach(word -> line.add(words.plain("entrypoint", word)));
            agent.put("command", line);
        } else {
            draft.broken(process.spot(), process.path(), "it has no command, so there is nothing to run");
        }
        if (process.asks("command") && !entrypoint.isEmpty()) {
            draft.lost(
                    process.spot("entrypoint"),
                    process.path("entrypoint"),
                    "it is ignored, as process-compose does when there is a command too");
        }
    }

    private void surroundings() {
        String workingDir = words.plain("working_dir", process.text("working_dir"));
        if (!workingDir.isEmpty()) {
            agent.put("workingDir", workingDir);
        }
        JsonArray files = new JsonArray();
        DotEnv dotEnv = beside.dotEnv();
        if (dotEnv != null && !process.yes("is_dotenv_disabled")) {
            files.add(Variables.literal(dotEnv.path()));
        }
        String own = words.plain("env_file", process.text("env_file"));
        if (!own.isEmpty()) {
            files.add(own.startsWith("/") || workingDir.isEmpty() ? own : workingDir + '/' + own);
        }
        if (!files.isEmpty()) {
            agent.put("envFile", files);
        }
        JsonObject env = new JsonObject();
        Environments.add(file, words, draft, env);
        Environments.add(process, words, draft, env);
        if (!env.isEmpty()) {
            agent.put("env", env);
        }
    }

    private void probes() {
        Probes probes = new Probes(draft, words, shell);
        probes.read(process, "readiness_probe").ifPresent(probe -> agent.put("readiness", probe));
        probes.read(process, "liveness_probe").ifPresent(probe -> agent.put("liveness", probe));
        String line = words.plain("ready_log_line", process.text("ready_log_line"));
        if (line.isEmpty()) {
            return;
        }
        if (agent.containsKey("readiness")) {
            draft.lost(
                    process.spot("ready_log_line"),
                    process.path("ready_log_line"),
                    "an agent gets ready in one way only, here by its readiness_probe: remove one of them");
        } else {
            agent.put("readiness", new JsonObject().put("log", pattern(line)));
        }
    }

    /** That a line holds {@code text}; what is an expression there stays one. */
    private static String pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", Math.max(from, start + 1))) {
            boolean isText = start > 0 && text.charAt(start - 1) == '$';
            int end = isText ? -1 : Braces.end(text, start);
            if (end > 0) {
                pattern.append(quoted(text.substring(from, start))).append(text, start, end + 1);
                from = end + 1;
            }
        }
        return pattern.append(quoted(text.substring(from))).toString();
    }

    private static String quoted(String text) {
        return text.replace("$${", "${").replaceAll("[\\\\.\\[\\]{}()*+?^$|]", "\\\\$0");
    }

    private void namespace() {
        List<String> namespaces = process.texts("namespace").stream()
                .filter(name -> !name.equals(DEFAULT_NAMESPACE))
                .toList();
        if (namespaces.isEmpty()) {
            return;
        }
        List<String> usable = new ArrayList<>(namespaces);
        usable.removeIf(name -> !AgentSpec.isName(name));
        Optional<String> group = usable.stream().findFirst();
        group.ifPresent(name -> agent.put("group", name));
        if (namespaces.size() > group.stream().count()) {
            draft.lost(
                    process.spot("namespace"),
                    process.path("namespace"),
                    "an agent is in one group, named like an agent: "
                            + group.map(name -> "it is in '" + name + "'").orElse("it is in none"));
        }
    }

    private void whetherAtAll() {
        if (process.yes("is_elevated")) {
            draft.broken(
                    process.spot("is_elevated"),
                    process.path("is_elevated"),
                    "Baton doesn't call sudo: run Baton as root, with user: in the agents that need less, or write sudo -n into"
                            + " the command");
        }
        Losses.bar(process, draft);
        if (Processes.isOff(process)) {
            String key = process.yes("is_foreground")
                    ? "is_foreground"
                    : process.asks("is_disabled") ? "is_disabled" : "disabled";
            draft.lost(
                    process.spot(key),
                    process.path(key),
                    "every agent in a config is started, so this one is left out: add it when it is wanted, with baton"
                            + " reload");
        }
    }
}
