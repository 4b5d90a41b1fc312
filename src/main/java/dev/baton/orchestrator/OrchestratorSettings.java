package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.logging.LoggerSettings;
import dev.baton.process.Orphans;
import dev.baton.settings.Durations;
import dev.baton.settings.ValidationPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one orchestrator, in a config file under {@code orchestrator}.
 *
 * @param name what it is called in events and logs; the rules of an agent's name hold
 * @param maxWorkers how many agents may be deployed at once, 1 to 1,000,000
 * @param checkInterval how often to look at what can't be told, such as the socket file
 * @param runMode when it ends by itself
 * @param enableCommandInterface whether to open the command socket
 * @param commandSocketPath where the command socket is
 * @param commandSocketMode the permissions of its file in octal, at most 0777
 * @param commandSocketGroup the group that owns its file, null for that of Baton's process
 * @param commandSocketUsers who may connect, null for everyone whom the permissions let
 * @param allowedCommands what operators may ask for; null for everything
 * @param historyMaxEvents how many events are remembered, 1 to 10,000,000
 * @param historyPayloadBytes to how many bytes the data of a remembered event is cut, 16 to 1,048,576
 * @param agentStartTimeout how long an agent may take to get ready
 * @param agentStopTimeout how long an agent may take to stop
 * @param stateFile where it is remembered which agents operators have stopped, null for only as long as Baton runs
 * @param orphans what becomes of agents' processes when Baton is killed
 * @param stateDir where it is written down which processes there are, so that another Baton can end or adopt them; null for the
 *     usual folder of Baton's user
 * @param validationPolicy which findings refuse a start
 * @param loggerConfig how to log
 * @param agentsPath jars, folders of classes and folders of jars to load agents from
 * @param plugins the orchestrator's own plugins, in the order they are initialised
 */
public record OrchestratorSettings(
        String name,
        int maxWorkers,
        Duration checkInterval,
        RunMode runMode,
        boolean enableCommandInterface,
        Path commandSocketPath,
        String commandSocketMode,
        @Nullable String commandSocketGroup,
        @Nullable AllowedUsers commandSocketUsers,
        @Nullable AllowedCommands allowedCommands,
        int historyMaxEvents,
        int historyPayloadBytes,
        Duration agentStartTimeout,
        Duration agentStopTimeout,
        @Nullable Path stateFile,
        Orphans orphans,
        @Nullable Path stateDir,
        ValidationPolicy validationPolicy,
        LoggerSettings loggerConfig,
        List<Path> agentsPath,
        List<PluginSettings> plugins) {

    /** The most workers there may be. */
    static final int MOST_WORKERS = 1_000_000;

    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

    /** What holds for keys that are left out. */
    public static final OrchestratorSettings DEFAULT = new OrchestratorSettings(
            "baton",
            5,
            Duration.ofSeconds(1),
            RunMode.STOP_ON_EMPTY,
            true,
            Path.of("/tmp/baton.sock"),
            "0600",
            null,
            null,
            null,
            5_000,
            256,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            null,
            Orphans.KILL,
            null,
            ValidationPolicy.DEFAULT,
            LoggerSettings.DEFAULT,
            List.of(),
            List.of());

    /** The operating systems' limit for the path of a UNIX socket. */
    private static final int LONGEST_SOCKET_PATH = 107;

    /** Refuses what is out of range. */
    public OrchestratorSettings {
        requireName(name);
        requireRange("maxWorkers", maxWorkers, 1, MOST_WORKERS);
        requireRange("historyMaxEvents", historyMaxEvents, 1, 10_000_000);
        requireRange("historyPayloadBytes", historyPayloadBytes, 16, 1_048_576);
        requirePositive("checkInterval", checkInterval);
        requirePositive("agentStartTimeout", agentStartTimeout);
        requirePositive("agentStopTimeout", agentStopTimeout);
        requireSocketPath(commandSocketPath);
        requireMode(commandSocketMode);
        requireGroup(commandSocketGroup);
        agentsPath = List.copyOf(agentsPath);
        plugins = List.copyOf(plugins);
    }

    /** With those of {@code other} that can be changed while Baton runs, but for more than {@code mostWorkers}. */
    OrchestratorSettings withLive(OrchestratorSettings other, int mostWorkers) {
        return new OrchestratorSettings(
                name,
                Math.min(other.maxWorkers, mostWorkers),
                checkInterval,
                other.runMode,
                enableCommandInterface,
                commandSocketPath,
                commandSocketMode,
                commandSocketGroup,
                commandSocketUsers,
                allowedCommands,
                historyMaxEvents,
                historyPayloadBytes,
                other.agentStartTimeout,
                other.agentStopTimeout,
                stateFile,
                orphans,
                stateDir,
                validationPolicy,
                loggerConfig,
                other.agentsPath,
                plugins);
    }

    private static void requireName(String name) {
        try {
            AgentSpec.requireName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "name is '" + name + "' but must be letters, digits, '.', '_' and '-',"
                            + " starting with a letter or digit, at most 128 characters",
                    e);
        }
    }

    private static void requireRange(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + " but must be from " + min + " to " + max);
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    key + " is " + Durations.format(value) + " but must be longer than nothing, such as 1s");
        }
    }

    private static void requireSocketPath(Path path) {
        int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SOCKET_PATH) {
            throw new IllegalArgumentException(
                    "commandSocketPath is " + bytes + " bytes long but sockets can have at most " + LONGEST_SOCKET_PATH
                            + ": use a shorter one, such as /tmp/baton.sock");
        }
    }

    private static void requireMode(String mode) {
        if (!MODE.matcher(mode).matches()) {
            throw new IllegalArgumentException("commandSocketMode is '" + mode
                    + "' but must be permissions in octal, at most 0777, in quotes, such as \"0660\"");
        }
    }

    private static void requireGroup(@Nullable String group) {
        if (group != null && group.isBlank()) {
            throw new IllegalArgumentException(
                    "commandSocketGroup is blank but must be the name of a group: leave it out for Baton's own");
        }
    }
}
