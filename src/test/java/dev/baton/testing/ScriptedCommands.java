package dev.baton.testing;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.UsageRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Commands over agents that don't run: a test moves them, tells events, and lets commands fail. For what a real Baton does not do on
 * demand: any failure of any command, hours of past, events by the thousand with nothing between them, names that it would
 * refuse. It remembers events and lines, lets them be followed, and keeps callers to their roles, as whoever carries out
 * commands must. Safe to use from any thread.
 */
public final class ScriptedCommands implements Commands {
    /** How many lines are remembered of each agent. */
    public static final int LINES = 100;

    private final String node;
    private final ScriptedAgents agents;
    private final Map<String, UsageRow> usage = new LinkedHashMap<>();
    private final ScriptedEvents events;
    private final ScriptedLines lines = new ScriptedLines(LINES, ScriptedAgents::matches);
    private final AtomicLong questionsForAgents = new AtomicLong();
    private Instant now = Instant.parse("2026-03-04T05:06:07.008Z");
    private boolean shuttingDown;
    private @Nullable CommandFailure failure;
    private @Nullable CommandFailure logTrouble;

    /** @param capacity how many events are remembered */
    public ScriptedCommands(int capacity) {
        this(capacity, "n1");
    }

    /** On a node called {@code node}. */
    public ScriptedCommands(int capacity, String node) {
        this.node = node;
        agents = new ScriptedAgents(node);
        events = new ScriptedEvents(capacity);
    }

    // ---------------------------------------------------------------------------------------------- the script

    /** From now on it is {@code time}, for what is told. */
    public synchronized ScriptedCommands at(Instant time) {
        now = time.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    /** An agent in {@code state}, without a word in the history. */
    public synchronized ScriptedCommands agent(String name, LifecycleState state, boolean vital) {
        agents.add(name, "com.acme.Agent", "ingest", state, vital, 1, List.of());
        return this;
    }

    /** An agent that is known, and of which that is told. */
    public synchronized ScriptedCommands agent(
            String name, String className, @Nullable String group, String... dependsOn) {
        agents.add(name, className, group, LifecycleState.REGISTERED, false, 0, List.of(dependsOn));
        return tell(name, EventNames.AGENT_REGISTERED, EventSeverity.INFO, Map.of("class_name", className));
    }

    /** Something happens to an agent. */
    public void emit(String name, String event, Map<String, Object> data) {
        tell(name, event, EventSeverity.INFO, data);
    }

    /** Something happens to an agent, known or not. */
    public synchronized ScriptedCommands tell(
            String about, String what, EventSeverity severity, Map<String, Object> data) {
        events.add(new Event(
                events.nextSeq(),
                now,
                EventCategory.AGENT,
                what,
                about,
                severity,
                agents.incarnation(about),
                node,
                data));
        return this;
    }

    /** It gets a slot. */
    public synchronized ScriptedCommands starts(String name) {
        agents.start(name, now);
        return tell(name, EventNames.AGENT_STARTED, EventSeverity.INFO, Map.of());
    }

    /** It starts and is ready. */
    public synchronized ScriptedCommands runs(String name) {
        starts(name);
        agents.move(name, LifecycleState.RUNNING, null, "");
        return tell(name, EventNames.AGENT_READY, EventSeverity.INFO, Map.of());
    }

    /** It has to wait. */
    public synchronized ScriptedCommands waits(String name, LifecycleState state, String reason) {
        agents.move(name, state, null, reason);
        return tell(name, EventNames.AGENT_QUEUED, EventSeverity.INFO, Map.of("reason", reason));
    }

    /** Its life ends. */
    public synchronized ScriptedCommands ends(String name, TerminationStatus status, String reason) {
        agents.move(name, LifecycleState.TERMINATED, status, reason);
        EventSeverity severity = status == TerminationStatus.SUCCESS ? EventSeverity.INFO : EventSeverity.ERROR;
        return tell(name, EventNames.AGENT_TERMINATED, severity, Map.of("status", status.name(), "reason", reason));
    }

    /** It fails, and is to be tried again. */
    public synchronized ScriptedCommands crashes(String name, String error) {
        tell(name, EventNames.AGENT_ERROR, EventSeverity.ERROR, Map.of("part", "cycle", "error", error));
        agents.move(name, LifecycleState.BACKOFF, null, error);
        return tell(
                name,
                EventNames.AGENT_BACKOFF,
                EventSeverity.WARN,
                Map.of("delay_ms", 2_000, "restart", 1, "error", error));
    }

    /** It has been tried again, and runs. */
    public synchronized ScriptedCommands comesBack(String name) {
        agents.countRestart(name);
        return runs(name);
    }

    /** It has failed too often. */
    public synchronized ScriptedCommands givesUp(String name, String reason) {
        agents.move(name, LifecycleState.CRASH_LOOP, TerminationStatus.ERROR, reason);
        return tell(name, EventNames.AGENT_CRASH_LOOP, EventSeverity.ERROR, Map.of("reason", reason));
    }

    /** It pauses. */
    public synchronized ScriptedCommands pauses(String name) {
        agents.move(name, LifecycleState.PAUSED, null, "");
        return tell(name, EventNames.AGENT_PAUSED, EventSeverity.INFO, Map.of());
    }

    /** Everything ends when it fails for good. */
    public synchronized ScriptedCommands isVital(String name) {
        agents.vital(name);
        return this;
    }

    /** What it uses of the machine; without {@code memory} it is a thread. */
    public synchronized ScriptedCommands uses(
            String name, double cpu, @Nullable Double memory, long cycles, double cycleMillis) {
        usage.put(
                name,
                new UsageRow(
                        name,
                        memory == null ? 1L : 2L,
                        cpu,
                        memory,
                        null,
                        1,
                        null,
                        cycles == 0 ? null : cycles,
                        cycles == 0 ? null : Duration.ofNanos((long) (cycleMillis * 1e6))));
        return this;
    }

    /** An agent writes a line. */
    public void write(String agent, String text) {
        writes(agent, "INFO", text);
    }

    /** An agent writes a line of {@code level}. */
    public synchronized ScriptedCommands writes(String agent, String level, String text) {
        lines.add(agent, now, level, text);
        return this;
    }

    /** From now on every command fails so. */
    public synchronized void failWith(CommandFailure newFailure) {
        failure = newFailure;
    }

    /** From now on nobody is told lines, for this reason; null to tell them again. */
    public synchronized void refuseLogs(@Nullable CommandFailure trouble) {
        logTrouble = trouble;
    }

    /** Counts from 1 again and remembers nothing, as after a new start. */
    public synchronized void forgetEvents() {
        events.forget();
    }

    /** How often the agents were asked for. */
    public long questionsForAgents() {
        return questionsForAgents.get();
    }

    /** How many follow events or lines now. */
    public synchronized int followers() {
        return events.followers() + lines.followers();
    }

    // ---------------------------------------------------------------------------------------------- commands

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        try {
            require(command, caller);
            @SuppressWarnings("unchecked") // each command has its answer
            A answer = (A) answer(command, caller);
            return Future.succeededFuture(answer);
        } catch (CommandFailure refused) {
            return Future.failedFuture(refused);
        }
    }

    @Override
    public synchronized Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return Future.succeededFuture(events.follow(question, follower));
    }

    @Override
    public synchronized Future<Following> follow(
            Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return Future.succeededFuture(lines.follow(question, now, follower));
    }

    private synchronized void require(Command<?> command, Caller caller) {
        if (!caller.role().reaches(command.needs())) {
            throw CommandFailure.notAllowed(
                    "the role " + caller.role() + " may not " + command.name() + ": ask " + command.needs());
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized Answer answer(Command<?> command, Caller caller) {
        if (command instanceof Command.Ps ps) {
            return ps(ps);
        } else if (command instanceof Command.Steer steer) {
            return steer(steer);
        } else if (command instanceof Command.Status) {
            return status();
        } else if (command instanceof Command.AgentStatus one) {
            return agents.detail(one.agent(), now);
        } else if (command instanceof Command.Dependencies) {
            return agents.dependencies();
        } else if (command instanceof Command.History question) {
            return events.find(question);
        } else if (command instanceof Command.HistoryStats) {
            return events.counts();
        } else if (command instanceof Command.Stats) {
            return new Answer.Usage(
                    List.copyOf(usage.values()),
                    new UsageRow("baton", 1L, 38.5, 212.0, 1.5, 24, Duration.ofHours(26), null, null));
        } else if (command instanceof Command.Logs question) {
            return logs(question);
        } else if (command instanceof Command.ListCommands) {
            return catalogue(caller);
        } else if (command instanceof Command.Reload reload) {
            return new Answer.Reloaded(
                    List.of(new Answer.Change("add", "new", "it is new")),
                    List.of("orchestrator.name"),
                    reload.dryRun());
        }
        shuttingDown = true;
        return new Answer.ShuttingDown();
    }

    private Answer.Agents ps(Command.Ps ps) {
        questionsForAgents.incrementAndGet();
        return agents.list(ps.names(), now);
    }

    private Answer.Status status() {
        return new Answer.Status(
                agents.total(),
                agents.running(),
                agents.slots(),
                agents.waiting(),
                "DAEMON",
                Duration.ofHours(26),
                true,
                Path.of("/tmp/baton.sock"),
                "0.1.0",
                node,
                "weather",
                shuttingDown,
                List.of());
    }

    private static Answer.Catalogue catalogue(Caller caller) {
        return new Answer.Catalogue(CommandCatalogue.all().entrySet().stream()
                .map(each -> new Answer.CatalogueRow(
                        each.getKey(), each.getValue(), caller.role().reaches(CommandCatalogue.needs(each.getKey()))))
                .toList());
    }

    private Answer.LogLines logs(Command.Logs question) {
        if (logTrouble != null) {
            throw logTrouble;
        }
        agents.matching(question.names());
        return lines.find(question, now);
    }

    private Answer.Steered steer(Command.Steer steer) {
        List<AgentOutcome> outcomes = new ArrayList<>();
        for (String name : agents.matching(steer.names())) {
            play(steer.verb(), name);
            AgentRow row = agents.known(name);
            outcomes.add(new AgentOutcome(
                    name, steer.awaited() ? result(row.state()) : Result.ACCEPTED, row.state(), row.reason()));
        }
        return new Answer.Steered(outcomes);
    }

    private static Result result(LifecycleState state) {
        return switch (state) {
            case TERMINATED -> Result.ENDED;
            case PAUSED -> Result.PAUSED;
            default -> Result.RUNNING;
        };
    }

    private void play(Verb verb, String name) {
        switch (verb) {
            case START, RESTART -> runs(name);
            case STOP -> ends(name, TerminationStatus.SUCCESS, "");
            case PAUSE -> pauses(name);
            case RESUME -> {
                agents.move(name, LifecycleState.RUNNING, null, "");
                tell(name, EventNames.AGENT_RESUMED, EventSeverity.INFO, Map.of());
            }
        }
    }
}
