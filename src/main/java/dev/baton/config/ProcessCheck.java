package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Check;
import dev.baton.process.Executable;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSpec;
import dev.baton.process.host.Preparation;
import dev.baton.process.host.Trouble;
import dev.baton.settings.Findings;
import dev.baton.settings.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what agents' processes need on this machine. What is not there is an error, but only a warning where something may
 * still make it: under a relative path, or for an agent that depends on others.
 */
final class ProcessCheck {
    private static final int PATIENCE_MILLIS = 200;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Map<String, String> environment;
    private final boolean asksPorts;
    private final Findings findings;
    private final Set<String> told = new HashSet<>();

    /**
     * A check of one config.
     *
     * @param environment Baton's own variables
     * @param asksPorts whether agents are not running yet, so that nobody should be where they are to be asked
     */
    ProcessCheck(Map<String, String> environment, boolean asksPorts, Findings findings) {
        this.environment = environment;
        this.asksPorts = asksPorts;
        this.findings = findings;
    }

    /** Adds what is wrong with the process of {@code spec}, which stands at {@code path}. */
    void check(AgentSpec spec, String path) {
        ProcessSpec process = spec.process();
        if (process == null) {
            return;
        }
        List<String> command =
                process.executable() instanceof Executable.Program program ? program.command() : List.of();
        for (Trouble trouble : Preparation.troubles(command, process.surroundings(), environment)) {
            add(spec, Places.join(path, trouble.key()), trouble);
        }
        check(spec, process, process.readiness(), Places.join(path, "readiness"));
        check(spec, process, process.liveness(), Places.join(path, "liveness"));
    }

    private void check(AgentSpec spec, ProcessSpec process, @Nullable Probe probe, String path) {
        if (probe == null) {
            return;
        }
        if (probe.check() instanceof Check.Exec exec) {
            Preparation.troubles(exec.command(), process.surroundings(), environment).stream()
                    .filter(trouble -> trouble.key().equals("command"))
                    .forEach(trouble -> add(spec, Places.join(path, "exec"), trouble));
        } else if (probe.check() instanceof Check.Tcp tcp) {
            checkPort(tcp.host(), tcp.port(), Places.join(path, "tcp"));
        } else if (probe.check() instanceof Check.Http http) {
            int port = http.uri().getPort();
            int usual = http.uri().getScheme().equals("https") ? 443 : 80;
            checkPort(
                    http.uri().getHost().replaceAll("[\\[\\]]", ""),
                    port < 0 ? usual : port,
                    Places.join(path, "http"));
        }
    }

    private void checkPort(String host, int port, String path) {
        if (asksPorts && LOOPBACK.contains(host) && isTaken(host, port)) {
            add(
                    Severity.WARNING,
                    path,
                    "something listens at " + host + ":" + port
                            + " already and would answer in this agent's place: end it,"
                            + " unless it is this agent, run by another Baton");
        }
    }

    private static boolean isTaken(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void add(AgentSpec spec, String path, Trouble trouble) {
        boolean mayBeMade = trouble.outlook() == Trouble.Outlook.LIKELY_MADE
                || (trouble.outlook() == Trouble.Outlook.MAYBE_MADE
                        && !spec.dependsOn().isEmpty());
        add(mayBeMade ? Severity.WARNING : Severity.ERROR, path, trouble.message());
    }

    /** Replicas stand in one place, and what is wrong with each of them is told once. */
    private void add(Severity severity, String path, String message) {
        if (told.add(path + ' ' + message)) {
            findings.add(severity, path, message);
        }
    }
}
