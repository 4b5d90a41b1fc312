package dev.baton.testing;

import dev.baton.agent.AgentSpec;
import dev.baton.command.Commands;
import dev.baton.control.dispatch.Dispatch;
import dev.baton.control.dispatch.Facilities;
import dev.baton.control.dispatch.LocalCommands;
import dev.baton.control.dispatch.LogSource;
import dev.baton.event.EventBusChannel;
import dev.baton.history.History;
import dev.baton.history.HistorySettings;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.orchestrator.Fleet;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.OrchestratorVerticle;
import dev.baton.orchestrator.Ports;
import dev.baton.settings.RecordMapper;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A real orchestrator with a history on one event loop, and the dispatcher in front of them. */
public final class LiveCommands {
    private static final long PID = 4711;

    private final OrchestratorVerticle orchestrator;
    private final LocalCommands local;
    private final Commands commands;

    private LiveCommands(OrchestratorVerticle orchestrator, LocalCommands local, Commands commands) {
        this.orchestrator = orchestrator;
        this.local = local;
        this.commands = commands;
    }

    /** Starts {@code agents} on {@code vertx} as a daemon; {@code settings} as in a config file. */
    public static LiveCommands start(
            Vertx vertx, JsonObject settings, AllowedCommands allowed, Collection<AgentSpec> agents) {
        return start(vertx, settings, allowed, agents, LogSource.NONE);
    }

    /** As {@link #start(Vertx, JsonObject, AllowedCommands, Collection)}, with what agents write. */
    public static LiveCommands start(
            Vertx vertx, JsonObject settings, AllowedCommands allowed, Collection<AgentSpec> agents, LogSource logs) {
        OrchestratorSettings all =
                RecordMapper.map(settings.copy().put("runMode", "DAEMON"), OrchestratorSettings.class);
        OrchestratorVerticle orchestrator = new OrchestratorVerticle(
                all,
                Fleet.of(agents),
                List.of(),
                Map.of(),
                LiveCommands.class.getClassLoader(),
                new Ports(
                        InstantSource.system(),
                        System::nanoTime,
                        "n1",
                        false,
                        new SplittableRandom(1),
                        NoProcesses::on));
        History history = new History(
                EventBusChannel.of(vertx, all.name()),
                new HistorySettings(all.historyMaxEvents(), all.historyPayloadBytes()));
        vertx.deployVerticle(history).await();
        vertx.deployVerticle(orchestrator).await();
        Facilities facilities =
                Facilities.few("1.2.3", "n1", PID, System::nanoTime).withLogs(logs);
        LocalCommands local = new LocalCommands(orchestrator, history, allowed, facilities);
        Commands commands = Dispatch.around(
                local,
                allowed,
                entry -> orchestrator.commandExecuted(entry.severity(), entry.data()),
                System::nanoTime);
        return new LiveCommands(orchestrator, local, commands);
    }

    /** What operators may ask. */
    public Commands commands() {
        return commands;
    }

    /** The same as of one node of several, neither refused nor recorded. */
    public Commands amongOthers() {
        return local.amongOthers();
    }

    /** Whom they ask about. */
    public OrchestratorVerticle orchestrator() {
        return orchestrator;
    }
}
