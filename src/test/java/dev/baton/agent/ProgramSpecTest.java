package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramSpecTest {
    private static final Surroundings PLAIN = Surroundings.DEFAULT;
    private static final Probe PROBE =
            new Probe(new Check.Notify(), Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1);

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("command", true, AgentSpec.program("a", ProcessSpec.of(sleep("2")))),
                Arguments.of("env", true, in(surroundings(Map.of("A", "b"), null, null, null, null))),
                Arguments.of("envFile", true, in(withFiles(List.of(Path.of("x"))))),
                Arguments.of("inheritEnv", true, in(withoutInheritance())),
                Arguments.of("workingDir", true, in(surroundings(Map.of(), Path.of("/"), null, null, null))),
                Arguments.of("user", true, in(surroundings(Map.of(), null, "me", null, null))),
                Arguments.of("umask", true, in(surroundings(Map.of(), null, null, "027", null))),
                Arguments.of("nice", true, in(surroundings(Map.of(), null, null, null, 3))),
                Arguments.of("limits", true, in(withLimits(new ResourceLimits(5L, null, null, null)))),
                Arguments.of("stdin", true, in(waiting())),
                Arguments.of("stopSignal", true, with(ProcessSignal.INT, null, null, Ceilings.NONE)),
                Arguments.of("readiness", false, with(ProcessSignal.TERM, PROBE, null, Ceilings.NONE)),
                Arguments.of("liveness", true, with(ProcessSignal.TERM, null, PROBE, Ceilings.NONE)),
                Arguments.of(
                        "maxMemory",
                        true,
                        with(ProcessSignal.TERM, null, null, ceilings(ByteSize.ofBytes(5), null, 30))),
                Arguments.of("maxCpu", true, with(ProcessSignal.TERM, null, null, ceilings(null, 50.0, 30))),
                Arguments.of("maxCpu", true, with(ProcessSignal.TERM, null, null, ceilings(null, null, 31))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void saysWhichKeyDiffersAndWhetherThatTakesAStart(String key, boolean takesAStart, AgentSpec changed) {
        AgentSpec plain = AgentSpec.program("a", ProcessSpec.of(sleep("1")));

        assertThat(changed.whatDiffers(plain)).containsExactly(key);
        assertThat(changed.needsStartAfter(plain)).isEqualTo(takesAStart);
        assertThat(changed.whatDiffers(changed)).isEmpty();
    }

    @Test
    void isNoClass() {
        AgentSpec program = AgentSpec.program("a", ProcessSpec.of(sleep("1")));

        assertThat(program.isProgram()).isTrue();
        assertThat(program.className()).isEqualTo("sleep");
        assertThatThrownBy(() -> program.factory().get()).hasMessageContaining("'a' is a program");
        assertThatThrownBy(() -> AgentSpec.program("a", ProcessSpec.of(Executable.Jvm.DEFAULT)))
                .hasMessageContaining("has no class");
        assertThatThrownBy(() -> new Executable.Program(List.of())).hasMessageContaining("command is empty");
    }

    private static Executable sleep(String seconds) {
        return new Executable.Program(List.of("sleep", seconds));
    }

    private static AgentSpec in(Surroundings surroundings) {
        return AgentSpec.program(
                "a", new ProcessSpec(sleep("1"), surroundings, ProcessSignal.TERM, null, null, Ceilings.NONE));
    }

    private static AgentSpec with(
            ProcessSignal stop, @Nullable Probe readiness, @Nullable Probe liveness, Ceilings ceilings) {
        return AgentSpec.program("a", new ProcessSpec(sleep("1"), PLAIN, stop, readiness, liveness, ceilings));
    }

    private static Ceilings ceilings(@Nullable ByteSize memory, @Nullable Double cpu, int seconds) {
        return new Ceilings(memory, cpu, Duration.ofSeconds(seconds));
    }

    private static Surroundings surroundings(
            Map<String, String> env,
            @Nullable Path workingDir,
            @Nullable String user,
            @Nullable String umask,
            @Nullable Integer nice) {
        return new Surroundings(env, List.of(), true, workingDir, user, umask, nice, PLAIN.limits(), PLAIN.stdin());
    }

    private static Surroundings withFiles(List<Path> files) {
        return new Surroundings(Map.of(), files, true, null, null, null, null, PLAIN.limits(), PLAIN.stdin());
    }

    private static Surroundings withoutInheritance() {
        return new Surroundings(Map.of(), List.of(), false, null, null, null, null, PLAIN.limits(), PLAIN.stdin());
    }

    private static Surroundings withLimits(ResourceLimits limits) {
        return new Surroundings(Map.of(), List.of(), true, null, null, null, null, limits, PLAIN.stdin());
    }

    private static Surroundings waiting() {
        return new Surroundings(Map.of(), List.of(), true, null, null, null, null, PLAIN.limits(), Stdin.PIPED);
    }
}
