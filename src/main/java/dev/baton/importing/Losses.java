package dev.baton.importing;

import java.util.Map;
import java.util.Set;

/** Keys of process-compose that Baton has nothing like, and what to do about it. */
final class Losses {
    private static final String NO_TERMINAL = "programs have no terminal here: where one is needed, run the program by"
            + " script -qec 'COMMAND' /dev/null";
    private static final String NO_SCREEN =
            "there is no screen to be notified on: watch with baton top, or alert on metrics";

    /** What a process does without, and goes on. */
    private static final Map<String, String> OF_PROCESS = Map.of(
            "is_tty", NO_TERMINAL,
            "is_interactive", NO_TERMINAL,
            "disable_ansi_colors",
                    "output is kept as it is written: have the program write without colours, such as by NO_COLOR=1 in env",
            "truncate_log", "log files are not emptied at a start, they rotate: see logs.maxSize and logs.keep",
            "monitor_for", NO_SCREEN,
            "monitor_silence_threshold", NO_SCREEN);

    /** Why a process can't be an agent at all. */
    private static final Map<String, String> BARS = Map.of(
            "is_daemon",
            "a program that leaves its starter can't be looked after, and Baton ends all that a program leaves behind:"
                    + " have it stay in the foreground (most have an option for that), then remove is_daemon",
            "schedule",
            "programs are not started on a schedule by Baton: use a ScheduledAgent that runs it, or keep it in cron",
            "mcp",
            "Baton has no MCP server: keep this process where it is");

    /** What Baton does anyway, or what only fits another key that is told of. */
    private static final Set<String> SETTLED_OF_PROCESS = Set.of(
            "name",
            "command",
            "entrypoint",
            "environment",
            "env_file",
            "working_dir",
            "depends_on",
            "readiness_probe",
            "liveness_probe",
            "ready_log_line",
            "availability",
            "shutdown",
            "success_exit_codes",
            "log_location",
            "log_configuration",
            "namespace",
            "replicas",
            "disabled",
            "is_disabled",
            "is_foreground",
            "is_elevated",
            "is_daemon",
            "schedule",
            "mcp",
            "description",
            "vars",
            "is_template_disabled",
            "is_dotenv_disabled",
            "launch_timeout_seconds",
            "extends",
            "watch");

    private static final Map<String, String> OF_ALL = Map.of(
            "log_level", "it is about process-compose's own log: Baton's is set by orchestrator.loggerConfig.level",
            "log_length", "Baton keeps the last 1,000 lines of each agent in memory: longer logs are in its files",
            "log_format", "Baton's own log is text or JSON: see orchestrator.loggerConfig.format",
            "mcp_server", "Baton has no MCP server: use its HTTP interface");

    private static final Map<String, String> BROKEN_OF_ALL = Map.of(
            "env_cmds",
            "Baton sets no variables by commands: export them before Baton is started, or have the commands that need them"
                    + " set them",
            "extends",
            "only this file was read: import the other one too, and name it first, as in baton run base.yaml this.yaml");

    private static final Set<String> SETTLED_OF_ALL = Set.of(
            "version",
            "name",
            "processes",
            "environment",
            "shell",
            "vars",
            "log_location",
            "log_configuration",
            "is_strict",
            "is_tui_disabled",
            "disable_env_expansion",
            "ordered_shutdown");

    private Losses() {}

    /** Notes what of a process is lost. */
    static void ofProcess(Keys process, Draft draft) {
        for (String key : process.names()) {
            if (OF_PROCESS.containsKey(key)) {
                if (process.asks(key)) {
                    draft.lost(process.spot(key), process.path(key), OF_PROCESS.getOrDefault(key, ""));
                }
            } else if (!SETTLED_OF_PROCESS.contains(key)) {
                unknown(process, key, draft);
            }
        }
    }

    /** Whether a process can't be an agent at all. */
    static boolean isBarred(Keys process) {
        return BARS.keySet().stream().anyMatch(process::asks);
    }

    /** Notes why a process can't be an agent, if it can't. */
    static void bar(Keys process, Draft draft) {
        BARS.forEach((key, why) -> {
            if (process.asks(key)) {
                draft.broken(process.spot(key), process.path(key), why);
            }
        });
    }

    /** Notes what of the file as a whole is lost. */
    static void ofAll(Keys file, Draft draft) {
        for (String key : file.names()) {
            if (!file.asks(key) || SETTLED_OF_ALL.contains(key)) {
                continue;
            }
            if (OF_ALL.containsKey(key)) {
                draft.lost(file.spot(key), key, OF_ALL.getOrDefault(key, ""));
            } else if (BROKEN_OF_ALL.containsKey(key)) {
                draft.broken(file.spot(key), key, BROKEN_OF_ALL.getOrDefault(key, ""));
            } else {
                unknown(file, key, draft);
            }
        }
    }

    private static void unknown(Keys keys, String key, Draft draft) {
        if (!key.startsWith("x-")) {
            draft.lost(
                    keys.spot(key),
                    keys.path(key),
                    "'" + key + "' is not known to Baton's importer: look up what it does, and whether that is missed");
        }
    }
}
