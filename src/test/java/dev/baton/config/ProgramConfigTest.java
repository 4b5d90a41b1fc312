package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.baton.agent.AgentSpec;
import dev.baton.process.Ceilings;
import dev.baton.process.Check;
import dev.baton.process.Executable;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.settings.ByteSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How config files say what an agent's process is. */
class ProgramConfigTest {
    private static final String IDLE = "class: dev.baton.config.TestAgents$Idle";

    @TempDir
    private Path folder;

    private ConfigFolder config;

    @BeforeEach
    void open() {
        config = new ConfigFolder(folder);
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void isInBatonsSurroundingsIfNothingIsSaid() {
        AgentSpec spec = agent("command: [sleep, 60]");

        assertThat(spec.process()).isEqualTo(ProcessSpec.of(new Executable.Program(List.of("sleep", "60"))));
        assertThat(spec.isProgram()).isTrue();
        assertThat(spec.className()).isEqualTo("sleep");
        assertThat(spec.supervision().restart().successExitCodes()).containsExactly(0);
    }

    @Test
    void readsEveryKey() throws Exception {
        Path variables = Files.createFile(folder.resolve("db.env"));
        ProcessSpec process = process("""
                command: [sh, -c, exit]
                env: {A: b, PORT: 5432, VERSION: 1.10, MASK: 022, YES: true, EMPTY: ''}
                envFile: %s
                inheritEnv: false
                workingDir: %s
                umask: 027
                nice: 3
                limits: {openFiles: 100, addressSpace: 1GB, cpuTime: 1h, processes: 7}
                stdin: piped
                stopSignal: SIGint
                readiness: {tcp: "localhost:80", initialDelay: 2s, period: 3s, timeout: 4s, successThreshold: 5, failureThreshold: 6}
                liveness: {http: "http://127.0.0.1/x"}
                maxMemory: 5MB
                maxCpu: 150%%""".formatted(variables, folder));

        assertThat(process)
                .isEqualTo(new ProcessSpec(
                        new Executable.Program(List.of("sh", "-c", "exit")),
                        new Surroundings(
                                Map.of(
                                        "A", "b", "PORT", "5432", "VERSION", "1.10", "MASK", "022", "YES", "true",
                                        "EMPTY", ""),
                                List.of(variables),
                                false,
                                folder,
                                null,
                                "027",
                                3,
                                new ResourceLimits(100L, ByteSize.parse("1GB"), Duration.ofHours(1), 7L),
                                Stdin.PIPED),
                        ProcessSignal.INT,
                        new Probe(
                                new Check.Tcp("localhost", 80),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                5,
                                6),
                        new Probe(
                                new Check.Http(URI.create("http://127.0.0.1/x")),
                                Duration.ZERO,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(1),
                                1,
                                3),
                        new Ceilings(ByteSize.parse("5MB"), 150.0, Duration.ofSeconds(30))));
    }

    @Test
    void keepsTheTimeToStopAndTheExitCodesWithTheSupervision() {
        AgentSpec spec = agent("command: [sh]\nsuccessExitCodes: [3, 4]\nstopTimeout: 7s\nrestart: {maxRestarts: 1}");

        assertThat(spec.supervision().restart().successExitCodes()).containsExactly(3, 4);
        assertThat(spec.supervision().restart().maxRestarts()).isEqualTo(1);
        assertThat(spec.supervision().stopTimeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void handsALineToTheShell() {
        assertThat(program("command: echo $HOME | cat")).containsExactly("/bin/sh", "-c", "echo $HOME | cat");
        assertThat(program("command: ls\nshell: [/bin/bash, -euc]")).containsExactly("/bin/bash", "-euc", "ls");
        assertThat(agent("command: echo $HOME --token abc").className()).isEqualTo("echo $HOME --token ***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{exec: [sh, 010]} | Exec[command=[sh, 010]]",
                "{exec: a b} | Exec[command=[/bin/sh, -c, a b]]",
                "{log: 'ready: \\d+'} | Log[pattern=ready: \\d+]",
                "{notify: true} | Notify[]",
                "notify | Notify[]",
                "{tcp: '[::1]:80'} | Tcp[host=::1, port=80]",
            })
    void readsEveryCheck(String probe, String expected) {
        ProcessSpec process = process("command: [sh]\nreadiness: " + probe);

        assertThat(process.readiness())
                .isNotNull()
                .satisfies(it -> assertThat(it.check()).hasToString(expected))
                .satisfies(it -> assertThat(it.period()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void tellsProbesByLogApartByTheirPatterns() {
        assertThat(new Check.Log(Pattern.compile("a"))).isEqualTo(new Check.Log(Pattern.compile("a")));
        assertThat(new Check.Log(Pattern.compile("a"))).isNotEqualTo(new Check.Log(Pattern.compile("b")));
    }

    @Test
    void takesALivenessWithNothingButATimeoutAsSignsOfLife() {
        AgentSpec spec = agent("command: [sh]\nliveness: {timeout: 9s}");

        assertThat(spec.supervision().liveness()).isEqualTo(Duration.ofSeconds(9));
        assertThat(Objects.requireNonNull(spec.process()).liveness()).isNull();
    }

    @Test
    void expandsExpressionsInCommandsAndVariablesToText() throws Exception {
        Path program = executable("a b", "#!/bin/sh\n");
        config.environment("DIR", String.valueOf(folder))
                .environment("ID", "007")
                .environment("N", "1e3");

        ProcessSpec process = process("""
                command:
                  - ${DIR}/a b
                  - ${ID}
                  - --n=${N}
                  - ${MISSING:-010}
                env:
                  ID: ${ID}
                  QUOTED: "${N}"
                  PLAIN: ${N}
                  DEFAULT: ${NONE:-true}""");

        assertThat(process.executable())
                .isEqualTo(new Executable.Program(List.of(program.toString(), "007", "--n=1e3", "010")));
        assertThat(process.surroundings().env())
                .containsExactly(
                        entry("ID", "007"), entry("QUOTED", "1e3"), entry("PLAIN", "1e3"), entry("DEFAULT", "true"));
    }

    @Test
    void givesEachReplicaItsNumber() {
        config.write("baton.yaml", """
                agents:
                  a:
                    command: [sh, "${REPLICA}"]
                    env:
                      PORT: 800${REPLICA}
                      N: ${REPLICA}
                    replicas: 2
                """);

        assertThat(config.load().agents())
                .extracting(spec ->
                        Objects.requireNonNull(spec.process()).surroundings().env())
                .containsExactly(Map.of("PORT", "8001", "N", "1"), Map.of("PORT", "8002", "N", "2"));
    }

    @Test
    void letsLaterSourcesChangeAndTakeAwayVariables() {
        config.write("base.yaml", "agents: {a: {command: [sh], env: {A: 1, B: 2, C: 3}, nice: 4}}")
                .write("over.yaml", "agents: {a: {env: {B: , C: 4}, nice: }}")
                .set("agents.a.env.D=0.10")
                .set("agents.a.command=[sh, 010]");

        AgentSpec spec = config.load().agents().get(0);

        assertThat(config.findings()).isEmpty();
        ProcessSpec process = Objects.requireNonNull(spec.process());
        assertThat(process.surroundings().env()).containsExactly(entry("A", "1"), entry("C", "4"), entry("D", "0.10"));
        assertThat(process.surroundings().nice()).isNull();
        assertThat(process.executable()).isEqualTo(new Executable.Program(List.of("sh", "010")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{command: []} | command: command is a list but must begin with a program, such as",
                "{command: ''} | command: command is '' but must begin with a program",
                "{command: {a: b}} | command: command is a map but must be text or a list",
                "{command: [sh, \"a\\0\"]} | command: command is a list but must not have a NUL character",
                "{command: [sh, [a]]} | command[1]: command[1] is a list but must be text",
                "{command: sh, shell: []} | shell: shell is empty but must be the command that runs lines",
                "{command: [sh], env: [A=b]} | env: env is a list but must be a map",
                "{command: [sh], env: {A: [1]}} | env.A: A is a list but must be text",
                "{command: [sh], env: {'A=b': 1}} | env: env has a variable called 'A=b'",
                "{command: [sh], env: {A: \"\\0\"}} | env.A: A has a NUL character in it",
                "{command: [sh], envFile: 5} | envFile: envFile is 5 but must be text or a list",
                "{command: [sh], inheritEnv: no} | inheritEnv: inheritEnv is 'no' but must be true or false",
                "{command: [sh], workingDir: 5} | workingDir: workingDir is 5 but must be text",
                "{command: [sh], umask: 8} | umask: umask is '8' but must be permissions in octal",
                "{command: [sh], umask: 0999} | umask: umask is '0999' but must be permissions in octal",
                "{command: [sh], nice: 20} | nice: nice is 20 but must be from -20 to 19",
                "{command: [sh], limits: {openFiles: 0}} | limits.openFiles: openFiles is 0 but must be at least 1",
                "{command: [sh], limits: {openFile: 5}} | limits.openFile: unknown key 'openFile': did you mean 'openFiles'?",
                "{command: [sh], limits: {cpuTime: 5ms}} | limits.cpuTime: cpuTime is 5ms but must be at least 1s",
                "{command: [sh], limits: {addressSpace: much}} | limits.addressSpace: addressSpace is 'much' but must be a number of bytes",
                "{command: [sh], stdin: open} | stdin: stdin is 'open' but must be one of closed, piped",
                "{command: [sh], successExitCodes: [256]} | successExitCodes: successExitCodes is 256 but must be from 0 to 255",
                "{command: [sh], successExitCodes: 3} | successExitCodes: successExitCodes is 3 but must be a list",
                "{command: [sh], stopSignal: SIGCONT} | stopSignal: stopSignal is 'SIGCONT' but must be HUP, INT, QUIT",
                "{command: [sh], stopSignal: 15} | stopSignal: stopSignal is 15 but must be text",
                "{command: [sh], stopTimeout: 0} | stopTimeout: stopTimeout is 0s but must be longer than nothing",
                "{command: [sh], readiness: {}} | readiness: readiness asks nothing: write one of tcp",
                "{command: [sh], readiness: {period: 1s}} | readiness: readiness asks nothing: write one of tcp",
                "{command: [sh], readiness: {tcp: 'a:1', log: b}} | readiness: more than one check is given",
                "{command: [sh], readiness: tcp} | readiness: readiness is 'tcp' but must be notify, or a map",
                "{command: [sh], readiness: {tcp: 5432}} | readiness.tcp: tcp is 5432 but must be text",
                "{command: [sh], readiness: {tcp: 'localhost'}} | readiness.tcp: tcp is 'localhost' but must be host:port",
                "{command: [sh], readiness: {tcp: 'a:70000'}} | readiness.tcp: tcp is 'a:70000' but must be host:port",
                "{command: [sh], readiness: {http: 'localhost:80'}} | readiness.http: http is 'localhost:80' but must be a URL",
                "{command: [sh], readiness: {http: 'http://a b'}} | readiness.http: http is 'http://a b' but must be a URL",
                "{command: [sh], readiness: {log: '('}} | readiness.log: log is '(' but must be a regular expression: Unclosed group",
                "{command: [sh], readiness: {exec: []}} | readiness.exec: exec is a list but must begin with a program",
                "{command: [sh], readiness: {notify: true, period: 0}} | readiness.period: period is 0s but must be longer",
                "{command: [sh], readiness: {notify: true, successThreshold: 0}} | readiness.successThreshold: successThreshold is 0",
                "{command: [sh], liveness: {tpc: 'a:1'}} | liveness.tpc: unknown key 'tpc': did you mean 'tcp'?",
                "{command: [sh], maxMemory: lots} | maxMemory: maxMemory is 'lots' but must be a number of bytes",
                "{command: [sh], maxCpu: 0%} | maxCpu: maxCpu is '0%' but must be a share of one core such as 150%",
                "{command: [sh], maxCpu: {percent: -1}} | maxCpu.percent: percent is -1.0 but must be more than 0",
                "{command: [sh], maxCpu: {for: 1ms}} | maxCpu.for: for is 1ms but must be at least 1s",
                "{commands: [sh]} | commands: unknown key 'commands': did you mean 'command'?",
                "{command: [sh], class: a.B} | class: it has a class and a command, but an agent is either",
                "{command: [sh], config: {a: 1}} | config: 'config' is for Java agents, but this one is a program",
                "{command: [sh], isolation: process} | isolation: 'isolation' is for Java agents",
                "{class: dev.baton.config.TestAgents$Idle, stopSignal: INT} | stopSignal: 'stopSignal' is for programs",
                "{class: dev.baton.config.TestAgents$Idle, nice: 3} | nice: 'nice' is for agents that are processes of their own: write isolation: process",
                "{class: dev.baton.config.TestAgents$Idle, isolation: proces} | isolation: isolation is 'proces' but must be one of thread, process",
            })
    void saysWhatIsWrongAtItsLine(String entry, String expected) {
        assertThat(config.findingsOf("agents:\n  a:\n    <<: " + entry))
                .as(entry)
                .anySatisfy(
                        line -> assertThat(line).startsWith("baton.yaml:3:").contains(": error: agents.a." + expected));
        assertThat(config.findings()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void saysThatAnAgentIsAClassOrAProgram() {
        assertThat(config.findingsOf("agents:\n  a: {nice: 3}"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("baton.yaml:2:3: error: agents.a: it says neither 'class' nor 'command'"));
    }

    @Test
    void neverShowsAVariablesValue() {
        config.environment("DB_PASSWORD", "hunter2-hunter2").write("baton.yaml", """
                agents:
                  a:
                    command: [sh]
                    env:
                      PLAIN: very-private-value
                      BAD: [very-private-value]
                      NUL: "very-private-value\\0"
                    readiness: {tcp: "${DB_PASSWORD}"}
                """);

        assertThat(config.findings())
                .hasSizeGreaterThanOrEqualTo(2)
                .noneMatch(line -> line.contains("very-private-value") || line.contains("hunter2"));
        assertThat(new Surroundings(
                        Map.of("PLAIN", "very-private-value"),
                        List.of(),
                        true,
                        null,
                        null,
                        null,
                        null,
                        ResourceLimits.NONE,
                        Stdin.CLOSED))
                .asString()
                .contains("PLAIN")
                .doesNotContain("very-private-value");
    }

    @Test
    void givesAJavaAgentAProcessOfItsOwn() {
        AgentSpec spec = agent(IDLE + "\nisolation: process\njvm: {options: [-ea], heap: 64MB}\nenv: {A: b}");

        ProcessSpec process = Objects.requireNonNull(spec.process());
        assertThat(process.executable()).isEqualTo(new Executable.Jvm(List.of("-ea"), ByteSize.parse("64MB")));
        assertThat(process.surroundings().env()).containsExactly(entry("A", "b"));
        assertThat(spec.isProgram()).isFalse();
        assertThat(agent(IDLE + "\nisolation: thread").process()).isNull();
    }

    @Test
    void tellsWhatAProgramWouldNotFind() throws Exception {
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("plain"), "x");
        Files.writeString(folder.resolve("broken.env"), "A=b\nsecret-without-name\n");
        executable("wrong", "#!/no/such/python\n");
        executable("windows", "#!/bin/sh\r\nexit\r\n");
        executable("by-env", "#!/usr/bin/env no-such-python\n");
        int port;
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = somebody.getLocalPort();
            assertThat(config.findingsOf("""
                            agents:
                              missing: {command: [no-such-program]}
                              typo: {command: [/usr/bin/no-such-program]}
                              later: {command: [./build/out]}
                              made: {command: [/opt/no/such], dependsOn: [later]}
                              folder: {command: [%1$s/dir]}
                              plain: {command: [%1$s/plain]}
                              wrong: {command: [%1$s/wrong]}
                              windows: {command: [%1$s/windows]}
                              by-env: {command: [%1$s/by-env]}
                              dir: {command: [./x], workingDir: /no/such/dir}
                              file: {command: [sh], workingDir: %1$s/plain}
                              env: {command: [sh], envFile: [%1$s/none.env, %1$s/broken.env, %1$s/dir]}
                              user: {command: [sh], user: no-such-user}
                              group: {command: [sh], user: "root:no-such-group"}
                              probe: {command: [sh], readiness: {exec: [no-such-check]}, liveness: {tcp: "127.0.0.1:%2$d"}}
                              many: {command: [no-such-program], replicas: 3}
                            """.formatted(folder, port)))
                    .satisfiesExactly(
                            finding(
                                    2,
                                    "error: agents.missing.command: there is no program 'no-such-program' in its PATH,"),
                            finding(3, "error: agents.typo.command: there is no file '/usr/bin/no-such-program'"),
                            finding(4, "warning: agents.later.command: there is no file './build/out' in "),
                            finding(5, "warning: agents.made.command: there is no file '/opt/no/such'"),
                            finding(6, "error: agents.folder.command: 'dir' is a folder: name the program in it"),
                            finding(
                                    7,
                                    "error: agents.plain.command: 'plain' is not executable for Baton's user: chmod +x"),
                            finding(
                                    8,
                                    "error: agents.wrong.command: 'wrong' can't be run: its first line names the interpreter /no/such/python, which is not there"),
                            finding(
                                    9,
                                    "error: agents.windows.command: 'windows' can't be run: its first line ends as on Windows"),
                            finding(
                                    10,
                                    "error: agents.by-env.command: 'by-env' can't be run: its first line asks for the interpreter no-such-python"),
                            finding(11, "error: agents.dir.workingDir: there is no folder '/no/such/dir'"),
                            finding(12, "error: agents.file.workingDir: 'plain' is no folder"),
                            finding(13, "error: agents.env.envFile: there is no file 'none.env'"),
                            finding(
                                    13,
                                    "error: agents.env.envFile: 'broken.env' can't be read: line 2 has no '=': write NAME=VALUE"),
                            finding(13, "error: agents.env.envFile: 'dir' can't be read: it is a folder"),
                            finding(14, "error: agents.user.user: there is no user 'no-such-user' on this machine"),
                            finding(15, "error: agents.group.user: there is no group 'no-such-group' on this machine"),
                            finding(16, "error: agents.probe.readiness.exec: there is no program 'no-such-check'"),
                            finding(
                                    16,
                                    "warning: agents.probe.liveness.tcp: something listens at 127.0.0.1:" + port
                                            + " already"),
                            finding(17, "error: agents.many.command: there is no program 'no-such-program'"));
        }
    }

    private static Consumer<String> finding(int line, String text) {
        return found ->
                assertThat(found).matches("baton.yaml:" + line + ":\\d+: .*").contains(text);
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private List<String> program(String keys) {
        return ((Executable.Program) process(keys).executable()).command();
    }

    private ProcessSpec process(String keys) {
        return Objects.requireNonNull(agent(keys).process());
    }

    private AgentSpec agent(String keys) {
        config.write("baton.yaml", "agents:\n  a:\n" + keys.indent(4));
        LoadedConfig loaded = config.load();
        assertThat(loaded.findings()).isEmpty();
        return loaded.agents().get(0);
    }
}
