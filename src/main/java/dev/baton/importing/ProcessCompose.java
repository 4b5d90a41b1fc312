package dev.baton.importing;

import dev.baton.agent.AgentSpec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the file of process-compose (https://f1bonacc1.github.io/process-compose/, version 1): a map {@code processes}. */
public final class ProcessCompose {
    private static final String KIND = "process-compose file";
    private static final String PROCESSES = "processes";
    private final Keys file;
    private final Beside beside;
    private final Draft draft = new Draft(KIND);

    private ProcessCompose(Keys file, Beside beside) {
        this.file = file;
        this.beside = beside;
    }

    /** Whether {@code tree}, a file's whole content, is one: it has {@code processes}, and nothing that is Baton's. */
    public static boolean is(JsonObject tree) {
        return tree.getValue(PROCESSES) instanceof JsonObject
                && !tree.containsKey("agents")
                && !tree.containsKey("orchestrator");
    }

    /**
     * Reads {@code tree}; never throws, what is wrong is noted.
     *
     * @param spots where what is in {@code tree} is written, by its path: keys, with a dot between them
     */
    public static Imported read(JsonObject tree, Function<String, Spot> spots, Beside beside) {
        return new ProcessCompose(new Keys(tree, "", spots), beside).read();
    }

    private Imported read() {
        Losses.ofAll(file, draft);
        ofAll();
        logs();
        Optional<Keys> processes = file.map(PROCESSES);
        Map<String, Keys> all = new LinkedHashMap<>();
        processes.ifPresent(keys -> {
            Inheritance inheritance = new Inheritance(keys, draft);
            keys.names().forEach(name -> {
                if (keys.map(name).isEmpty()) {
                    draft.broken(keys.spot(name), keys.path(name), "it must be a map, with a command");
                } else {
                    all.put(name, new Keys(inheritance.resolved(name), keys.path(name), file::spotAt));
                }
            });
        });
        if (all.isEmpty()) {
            draft.lost(file.spot(PROCESSES), PROCESSES, "there are no processes");
        }
        new Processes(all, file, beside, draft).read();
        return draft.finished();
    }

    private void ofAll() {
        String name = file.text("name");
        if (AgentSpec.isName(name)) {
            draft.orchestrator().put("name", name);
        } else if (!name.isEmpty()) {
            draft.lost(
                    file.spot("name"),
                    "name",
                    "Baton can't be called that: use letters, digits, '.', '_' and '-' in orchestrator.name");
        }
    }

    private void logs() {
        JsonObject vars = Templates.vars(file.value("vars"), null);
        Words words = new Words(file, draft, vars, beside, !file.yes("disable_env_expansion"));
        draft.logs(LogFiles.read(file, words, draft));
    }

    /** What runs a command line. */
    static List<String> shell(Keys file) {
        Optional<Keys> shell = file.map("shell");
        String command = shell.map(keys -> keys.text("shell_command")).orElse("");
        String argument = shell.map(keys -> keys.text("shell_argument")).orElse("");
        List<String> words = new ArrayList<>(List.of(command.isEmpty() ? "bash" : command));
        words.add(argument.isEmpty() ? "-c" : argument);
        return words;
    }

    static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
