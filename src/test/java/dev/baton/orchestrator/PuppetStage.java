package dev.baton.orchestrator;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventPublisher;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Signal;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** An orchestration whose bodies are the test's own: what they are told is noted, what they say the test says. */
final class PuppetStage {
    static final int MOST_SLOTS = 1_000_000;

    /** 1 s, 2 s, 4 s, … exactly; at most 5 restarts in 60 s. */
    static final Supervision EXACT = Supervision.DEFAULT.withRestart(new Restart(
            RestartPolicy.ON_FAILURE,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(60),
            0,
            5,
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            List.of(0)));

    final ManualTimers time = new ManualTimers();
    final List<Event> events = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final Orchestration orchestration;
    private final Map<String, ActedBody> bodies = new LinkedHashMap<>();
    private final Map<String, Gates> gates = new LinkedHashMap<>();
    final Map<String, Long> lastSigns = new LinkedHashMap<>();
    private int atOnce;
    private int mostAtOnce;

    PuppetStage(OrchestratorSettings settings) {
        EventPublisher publisher =
                new EventPublisher(events::add, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), "test");
        orchestration = new Orchestration(settings, publisher, this::create, time, MOST_SLOTS, new Random(42));
    }

    /** Settings with so many workers in this mode; an agent has 10 s to stop and 60 s to start. */
    static OrchestratorSettings settings(int maxWorkers, RunMode mode) {
        OrchestratorSettings defaults = OrchestratorSettings.DEFAULT;
        return new OrchestratorSettings(
                "test",
                maxWorkers,
                defaults.checkInterval(),
                mode,
                defaults.enableCommandInterface(),
                defaults.commandSocketPath(),
                defaults.commandSocketMode(),
                defaults.commandSocketGroup(),
                defaults.commandSocketUsers(),
                defaults.allowedCommands(),
                defaults.historyMaxEvents(),
                defaults.historyPayloadBytes(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                defaults.stateFile(),
                defaults.orphans(),
                defaults.stateDir(),
                defaults.validationPolicy(),
                defaults.loggerConfig(),
                defaults.agentsPath(),
                defaults.plugins());
    }

    /** One that is never restarted. */
    static AgentSpec agent(String name, String... dependencies) {
        return supervised(name, Supervision.DEFAULT.withRestart(RestartPolicy.NEVER), dependencies);
    }

    static AgentSpec supervised(String name, Supervision supervision, String... dependencies) {
        AgentSpec spec = AgentSpec.of(name, "test", () -> new Agent() {
                    @Override
                    protected void execute() {}
                })
                .withSupervision(supervision);
        for (String dependency : dependencies) {
            spec = spec.dependingOn(dependency, Condition.READY);
        }
        return spec;
    }

    PuppetStage begin(AgentSpec... agents) {
        return begin(Map.of(), agents);
    }

    PuppetStage begin(Map<String, GroupSettings> groups, AgentSpec... agents) {
        orchestration.register(new Fleet(List.of(agents), groups), gates);
        orchestration.begin(Set.of());
        time.pass(Duration.ZERO);
        return this;
    }

    ReloadPlan reload(OrchestratorSettings settings, AgentSpec... agents) {
        Fleet fleet = Fleet.of(List.of(agents));
        ReloadPlan plan = orchestration.planReload(fleet, settings, spec -> false);
        orchestration.reload(plan, fleet, gates);
        return plan;
    }

    Gates gatesOf(String agent) {
        return gates.computeIfAbsent(agent, name -> new Gates());
    }

    void ready(String... agents) {
        for (String agent : agents) {
            orchestration.receive(new Signal.Ready(body(agent)));
        }
    }

    Future<AgentOutcome> steer(Verb verb, String agent) {
        return orchestration.steer(verb, List.of(agent), true).get(agent);
    }

    Future<AgentOutcome> start(String agent) {
        return steer(Verb.START, agent);
    }

    Future<AgentOutcome> stop(String agent) {
        return steer(Verb.STOP, agent);
    }

    void paused(String agent) {
        orchestration.receive(new Signal.Paused(body(agent)));
    }

    void end(String agent) {
        end(agent, TerminationStatus.SUCCESS);
    }

    void fail(String agent) {
        end(agent, TerminationStatus.ERROR);
    }

    void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    void end(String agent, TerminationStatus status) {
        atOnce--;
        orchestration.receive(new Signal.Ended(body(agent), new Ending(status, "")));
    }

    Body body(String agent) {
        ActedBody body = bodies.get(agent);
        if (body == null) {
            throw new AssertionError("'" + agent + "' has not been started");
        }
        return body;
    }

    AgentSnapshot snapshot(String agent) {
        return orchestration.survey().snapshot(List.of()).stream()
                .filter(each -> each.spec().name().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    LifecycleState state(String agent) {
        return snapshot(agent).state();
    }

    TerminationStatus status(String agent) {
        Ending ending = snapshot(agent).ending();
        if (ending == null) {
            throw new AssertionError("'" + agent + "' has not ended");
        }
        return ending.status();
    }

    List<String> eventsOf(String agent) {
        return events.stream()
                .filter(event -> agent.equals(event.agent()))
                .map(Event::name)
                .toList();
    }

    int mostAtOnce() {
        return mostAtOnce;
    }

    /** It says who is left of it. */
    void stillThere(String name, String who, boolean isLate) {
        orchestration.receive(new Signal.StillThere(body(name), who, isLate));
    }

    /** It has ended, with more to say about it. */
    void end(String name, Ending ending, Map<String, Object> facts) {
        atOnce--;
        orchestration.receive(new Signal.Ended(body(name), ending, facts));
    }

    private Body create(AgentSpec spec, long incarnation, Gates ignored) {
        ActedBody body = new ActedBody(spec.name(), incarnation);
        bodies.put(spec.name(), body);
        return body;
    }

    private final class ActedBody implements Body {
        private final String name;
        private final long incarnation;

        ActedBody(String name, long incarnation) {
            this.name = name;
            this.incarnation = incarnation;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long incarnation() {
            return incarnation;
        }

        @Override
        public void start() {
            atOnce++;
            mostAtOnce = Math.max(mostAtOnce, atOnce);
            told.add("start " + name);
        }

        @Override
        public void stop() {
            told.add("stop " + name);
        }

        @Override
        public void interrupt() {
            told.add("interrupt " + name);
        }

        @Override
        public boolean kill() {
            if (!isProgram()) {
                return false;
            }
            told.add("kill " + name);
            return true;
        }

        @Override
        public long pid() {
            return isProgram() ? 4_711 : -1;
        }

        private boolean isProgram() {
            return name.startsWith("program");
        }

        @Override
        public boolean pause() {
            told.add("pause " + name);
            return !name.startsWith("once");
        }

        @Override
        public void resume() {
            told.add("resume " + name);
        }

        @Override
        public long cpuNanos() {
            return 0;
        }

        @Override
        public Activity activity() {
            return new Activity(0, 0, 0, 0, 0, lastSigns.getOrDefault(name, Activity.IDLE), "once", "");
        }
    }
}
