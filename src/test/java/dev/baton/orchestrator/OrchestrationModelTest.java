package dev.baton.orchestrator;

import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Random walks: operators' commands, endings, hangs, slow stops, ticks of the clock and reloads in any order, against a
 * {@linkplain ModelWorld simple model}, with the clock in hand.
 */
class OrchestrationModelTest {
    private static final int AGENTS = 5;
    private static final List<Verb> VERBS = List.of(Verb.values());

    /** What may happen. */
    enum Kind {
        START,
        STOP,
        RESTART,
        PAUSE,
        RESUME,
        COMMAND_TO_MANY,
        READY,
        PAUSED,
        END_WELL,
        FAIL,
        FALL_SILENT,
        SPEAK_FROM_THE_GRAVE,
        PASS,
        RELOAD
    }

    /** Something happens to the agent of a number, in one of several ways. */
    record Step(Kind kind, int agent, int way) {}

    @Property(tries = 4_000)
    void promisesHoldWhateverHappens(
            @ForAll("fleets") ModelFleet fleet,
            @ForAll RunMode mode,
            @ForAll("walks") List<Step> walk,
            @ForAll @IntRange(max = AGENTS) int deaf) {
        ModelWorld world = new ModelWorld(fleet, mode);
        walk.forEach(step -> take(step, world));
        world.shutDown(deaf);
    }

    @Property(tries = 1_000)
    void everybodyComesToRestWhenNothingMoreHappens(
            @ForAll("fleets") ModelFleet fleet, @ForAll RunMode mode, @ForAll("walks") List<Step> walk) {
        ModelWorld world = new ModelWorld(fleet, mode);
        walk.forEach(step -> take(step, world));
        world.calmDown();
        world.shutDown(0);
    }

    private static void take(Step step, ModelWorld world) {
        List<String> names = world.names();
        String name = names.isEmpty() ? "nobody" : names.get(step.agent() % names.size());
        switch (step.kind()) {
            case START -> world.steer(Verb.START, name, step.way() % 4 != 0);
            case STOP -> world.steer(Verb.STOP, name, step.way() % 4 != 0);
            case RESTART -> world.steer(Verb.RESTART, name, step.way() % 4 != 0);
            case PAUSE -> world.steer(Verb.PAUSE, name, true);
            case RESUME -> world.steer(Verb.RESUME, name, true);
            case COMMAND_TO_MANY -> {
                String pattern = new String[] {"*", "loop-*", "group:all", "group:rest", "group:*"}[step.way() % 5];
                world.steer(VERBS.get(step.way() / 5 % VERBS.size()), pattern, true);
            }
            case READY -> world.ready(name);
            case PAUSED -> world.paused(name);
            case END_WELL ->
                world.end(name, step.way() % 4 == 0 ? TerminationStatus.WARNING : TerminationStatus.SUCCESS);
            case FAIL -> world.end(name, step.way() % 4 == 0 ? TerminationStatus.CRITICAL : TerminationStatus.ERROR);
            case FALL_SILENT -> world.fallSilent(name);
            case SPEAK_FROM_THE_GRAVE -> world.speakFromTheGrave(name);
            case PASS ->
                world.pass(Duration.ofMillis(new int[] {1, 900, 1_300, 5_000, 11_000, 25_000, 90_000}[step.way() % 7]));
            case RELOAD -> world.reload(changed(world.fleet(), step));
        }
    }

    private static ModelFleet changed(ModelFleet fleet, Step step) {
        ModelFleet.Member fresh = new ModelFleet.Member(step.agent(), step.way() & 31, step.way() * 7_919, 0);
        return switch (step.way() % 5) {
            case 0, 1 -> fleet.toggled(fresh);
            case 2 -> fleet.withMaxWorkers(1 + step.way() / 5 % 4);
            case 3 -> fleet.replaced(fresh);
            default ->
                fleet.members().stream()
                        .filter(member -> member.number() == step.agent())
                        .findFirst()
                        .map(member -> fleet.replaced(member.withVersion(member.version() + 1)))
                        .orElse(fleet);
        };
    }

    @Provide
    Arbitrary<ModelFleet> fleets() {
        Arbitrary<List<ModelFleet.Member>> members = Combinators.combine(
                        Arbitraries.integers().between(0, 31).list().ofSize(AGENTS),
                        Arbitraries.integers()
                                .between(0, Integer.MAX_VALUE)
                                .list()
                                .ofSize(AGENTS))
                .as((dependencies, terms) -> IntStream.range(0, AGENTS)
                        .mapToObj(i -> new ModelFleet.Member(i, dependencies.get(i), terms.get(i), 0))
                        .toList());
        return Combinators.combine(Arbitraries.integers().between(1, 4), members)
                .as(ModelFleet::new);
    }

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, AGENTS - 1),
                        Arbitraries.integers().between(0, 10_000))
                .as(Step::new);
        return steps.list().ofMaxSize(80);
    }
}
