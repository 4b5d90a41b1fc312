package dev.baton.orchestrator;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.OnDependencyFailure;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Agents drawn by lot, and groups for them, as the config of a random walk says at one moment. Immutable: a reload makes
 * another.
 *
 * @param maxWorkers how many slots there are
 * @param members those that are in the config
 */
record ModelFleet(int maxWorkers, List<Member> members) {
    private static final List<RestartPolicy> POLICIES = List.of(RestartPolicy.values());
    private static final List<OnDependencyFailure> ANSWERS = List.of(OnDependencyFailure.values());
    private static final List<Condition> CONDITIONS = List.of(Condition.values());

    static final Restart TERMS = new Restart(
            RestartPolicy.ON_FAILURE,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(8),
            0.2,
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            List.of(0));
    static final Map<String, GroupSettings> GROUPS = Map.of(
            "all", group(GroupStrategy.ONE_FOR_ALL, OnGiveUp.STOP_GROUP),
            "rest", group(GroupStrategy.REST_FOR_ONE, OnGiveUp.STOP_GROUP),
            "one", group(GroupStrategy.ONE_FOR_ONE, OnGiveUp.SHUTDOWN));

    /**
     * One agent.
     *
     * @param number from 0; it may depend on those of lower numbers
     * @param dependencies a bit for each agent of a lower number
     * @param terms what else is drawn by lot
     * @param version of its config
     */
    record Member(int number, int dependencies, int terms, int version) {
        /** Those whose name starts with "once" do not work in cycles. */
        String name() {
            return (number % 3 == 2 ? "once-" : "loop-") + number;
        }

        private int draw(int shift, int choices) {
            return (terms >>> shift) % choices;
        }

        Supervision supervision() {
            return new Supervision(
                    TERMS.withPolicy(POLICIES.get(draw(0, 3))),
                    ANSWERS.get(draw(3, 3)),
                    new String[] {null, null, "all", "rest", "one", "label"}[draw(6, 6)],
                    draw(10, 16) == 0,
                    draw(14, 2) == 0 ? Duration.ofSeconds(15) : null,
                    draw(15, 2) == 0 ? Duration.ofSeconds(5) : null,
                    null);
        }

        Condition condition(int on) {
            return CONDITIONS.get(draw(16 + on, 3));
        }

        Member withVersion(int newVersion) {
            return new Member(number, dependencies, terms, newVersion);
        }
    }

    /** What the orchestrator is given. */
    Fleet fleet() {
        return new Fleet(members.stream().map(this::spec).toList(), GROUPS);
    }

    private AgentSpec spec(Member member) {
        return AgentSpec.of(member.name(), "test", ModelFleet::unused)
                .withConfig(new JsonObject().put("version", member.version()))
                .withSupervision(member.supervision())
                .dependingOn(dependencies(member));
    }

    /** Only on agents that are in the config, as its check demands. */
    Map<String, Condition> dependencies(Member member) {
        Map<String, Condition> dependencies = new LinkedHashMap<>();
        for (Member other : members) {
            if (other.number() < member.number() && (member.dependencies() >>> other.number() & 1) == 1) {
                dependencies.put(other.name(), member.condition(other.number()));
            }
        }
        return dependencies;
    }

    /** Without the agent of this number, or with it if it isn't there. */
    ModelFleet toggled(Member member) {
        List<Member> others = new ArrayList<>(members);
        if (!others.removeIf(each -> each.number() == member.number())) {
            others.add(member);
        }
        return new ModelFleet(maxWorkers, others);
    }

    /** With other terms for one agent, if it is there. */
    ModelFleet replaced(Member member) {
        List<Member> others = new ArrayList<>(members);
        others.replaceAll(each -> each.number() == member.number() ? member : each);
        return new ModelFleet(maxWorkers, others);
    }

    ModelFleet withMaxWorkers(int newMaxWorkers) {
        return new ModelFleet(newMaxWorkers, members);
    }

    private static Agent unused() {
        throw new AssertionError("bodies of a model need no agent");
    }

    private static GroupSettings group(GroupStrategy strategy, OnGiveUp onGiveUp) {
        return new GroupSettings(strategy, 4, Duration.ofSeconds(60), onGiveUp);
    }
}
