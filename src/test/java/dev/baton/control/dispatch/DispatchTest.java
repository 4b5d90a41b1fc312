package dev.baton.control.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.Role;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.Verb;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.LiveCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final Caller ANN = Caller.onSocket("ann", 1000, 77);
    private static final Command<Answer.Events> COMMANDS_SO_FAR =
            new Command.History(100, null, "COMMAND_EXECUTED", null);

    private Vertx vertx;
    private LiveCommands live;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        live = start(AllowedCommands.all());
    }

    private LiveCommands start(AllowedCommands allowed) {
        AgentSpec db = AgentSpec.of("db", "Waiter", Waiter::new)
                .withConfig(new JsonObject()
                        .put("user", "sa")
                        .put("password", "hunter2")
                        .put(
                                "pools",
                                new JsonArray()
                                        .add(new JsonObject().put("apiKey", "k").put("size", 3))));
        AgentSpec api = AgentSpec.of("api", "Waiter", Waiter::new).dependingOn("db", Condition.READY);
        AgentSpec last = AgentSpec.of("last", "Waiter", Waiter::new);
        return LiveCommands.start(
                vertx,
                new JsonObject().put("maxWorkers", 2).put("name", "test" + System.identityHashCode(allowed)),
                allowed,
                List.of(db, api, last));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    /** Waits until it is stopped. */
    static final class Waiter extends Agent {
        @Override
        protected void execute() throws Exception {
            context().awaitStop(Duration.ofDays(1));
        }
    }

    private <A extends Answer> A ask(Command<A> command) throws Exception {
        return live.commands().execute(command, ANN).await(30, TimeUnit.SECONDS);
    }

    private CommandFailure refusal(Command<?> command, Caller caller) {
        return catchThrowableOfType(
                CommandFailure.class,
                () -> live.commands().execute(command, caller).await(30, TimeUnit.SECONDS));
    }

    private void awaitTwoRunning() {
        await().until(() -> ask(new Command.Ps(List.of())).runningCount() == 2
                && ask(new Command.Ps(List.of("group:none", "db").subList(1, 2)))
                                .agents()
                                .get(0)
                                .state()
                        == LifecycleState.RUNNING);
    }

    // ------------------------------------------------------------------------------------------- agents

    @Test
    void listsAgentsInTheOrderOfRegistrationWithoutTheirSecrets() throws Exception {
        awaitTwoRunning();

        Answer.Agents answer = ask(new Command.Ps(List.of()));

        assertThat(answer.agents()).extracting(AgentRow::name).containsExactly("db", "api", "last");
        assertThat(answer.maxWorkers()).isEqualTo(2);
        assertThat(answer.runningCount()).isEqualTo(2);
        assertThat(answer.waitingCount()).isEqualTo(1);
        AgentRow db = answer.agents().get(0);
        assertThat(db.config().encode())
                .isEqualTo("{\"user\":\"sa\",\"password\":\"***\",\"pools\":[{\"apiKey\":\"***\",\"size\":3}]}");
        assertThat(db.pid()).isEqualTo(4711);
        assertThat(db.node()).isEqualTo("n1");
        assertThat(db.uptime()).isPositive();
        assertThat(answer.agents())
                .filteredOn(AgentRow::inQueue)
                .singleElement()
                .satisfies(waiting -> {
                    assertThat(waiting.pid()).isNull();
                    assertThat(waiting.reason()).isNotEmpty();
                });
    }

    @Test
    void listsOnlyThoseAskedFor() throws Exception {
        assertThat(ask(new Command.Ps(List.of("a*"))).agents())
                .extracting(AgentRow::name)
                .containsExactly("api");
        assertThat(refusal(new Command.Ps(List.of("apis")), ANN))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(404))
                .hasMessage("there is no agent 'apis': did you mean 'api'?");
    }

    @Test
    void showsOneAgentWithThoseAroundIt() throws Exception {
        Answer.AgentDetail api = ask(new Command.AgentStatus("api"));

        assertThat(api.agent().name()).isEqualTo("api");
        assertThat(api.dependencies()).isEqualTo(Map.of("db", "ready"));
        assertThat(ask(new Command.AgentStatus("db")).dependents()).containsExactly("api");
        assertThat(refusal(new Command.AgentStatus("*"), ANN).code()).isEqualTo(404);
        assertThat(ask(new Command.Dependencies()).dependencies()).isEqualTo(Map.of("api", List.of("db")));
    }

    @Test
    void steersAgents() throws Exception {
        awaitTwoRunning();

        Answer.Steered stopped = ask(new Command.Steer(Verb.STOP, List.of("api"), true));

        assertThat(stopped.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.agent()).isEqualTo("api");
            assertThat(outcome.result()).isEqualTo(Result.ENDED);
        });
        assertThat(ask(new Command.Steer(Verb.START, List.of("api"), false)).outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.result().isSuccess()).isTrue());
        assertThat(refusal(new Command.Steer(Verb.STOP, List.of("nobody"), true), ANN)
                        .code())
                .isEqualTo(404);
    }

    // ------------------------------------------------------------------------------------------- the whole

    @Test
    void showsTheOrchestrator() throws Exception {
        Answer.Status status = ask(new Command.Status());

        assertThat(status.totalAgents()).isEqualTo(3);
        assertThat(status.runMode()).isEqualTo("DAEMON");
        assertThat(status.version()).isEqualTo("1.2.3");
        assertThat(status.shuttingDown()).isFalse();
        assertThat(status.uptime()).isPositive();
    }

    @Test
    void shutsDownAndRefusesToSteerAfterThat() throws Exception {
        ask(new Command.Shutdown());

        assertThat(refusal(new Command.Steer(Verb.START, List.of("db"), true), ANN))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(503))
                .hasMessageContaining("shutting down");
        live.orchestrator().outcome().await(30, TimeUnit.SECONDS);
        assertThat(ask(new Command.History(1, null, "SHUTDOWN", null)).events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.event().data()).containsEntry("reason", "operator ann asked for it"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(refusal(new Command.Reload(false), ANN).code()).isEqualTo(503);
        assertThat(refusal(new Command.Stats(), ANN).code()).isEqualTo(503);
        assertThat(refusal(new Command.Logs(List.of("db"), 1, null, null), ANN).code())
                .isEqualTo(503);
        assertThat(refusal(new Command.Logs(List.of("x"), 1, null, null), ANN).code())
                .isEqualTo(404);
    }

    // ------------------------------------------------------------------------------------------- events

    @Test
    void tellsWhatHappenedAndFollows() throws Exception {
        assertThat(ask(new Command.History(2, "db", null, null)).events())
                .extracting(row -> row.event().agent())
                .containsOnly("db");
        assertThat(ask(new Command.HistoryStats()).byType()).containsEntry("AGENT_REGISTERED", 3L);
        assertThat(ask(new Command.History(0, null, null, null)).events()).isEmpty();
        ConcurrentLinkedQueue<EventRow> later = new ConcurrentLinkedQueue<>();
        Future<Following> following = live.commands()
                .follow(new Command.History(0, null, "COMMAND_EXECUTED", null), ANN, new Follower<>() {
                    @Override
                    public void present(Answer.Events present) {}

                    @Override
                    public void next(EventRow next) {
                        later.add(next);
                    }
                });
        Following present = following.await(30, TimeUnit.SECONDS);

        ask(new Command.Status());

        await().until(() -> later.stream()
                .anyMatch(row -> "status".equals(row.event().data().get("command"))));
        present.close();
    }

    // ------------------------------------------------------------------------------------------- who may, who did

    @Test
    void recordsEveryCommand() throws Exception {
        ask(new Command.Ps(List.of("db")));
        refusal(new Command.Steer(Verb.STOP, List.of("nobody"), true), ANN);

        List<EventRow> recorded = ask(COMMANDS_SO_FAR).events();

        assertThat(recorded).hasSize(2);
        assertThat(recorded.get(0).event().data())
                .containsEntry("actor", Map.of("transport", "socket", "name", "ann", "uid", 1000L, "pid", 77L))
                .containsEntry("command", "ps")
                .containsEntry("args", List.of("db"))
                .containsEntry("result", "success")
                .containsEntry("code", 0)
                .containsKey("duration_ms");
        assertThat(recorded.get(1).event().data())
                .containsEntry("result", "failed")
                .containsEntry("code", 404);
        assertThat(recorded.get(1).event().severity()).hasToString("WARN");
        assertThat(recorded.get(1).event().category().label()).isEqualTo("command");
    }

    @Test
    void refusesWhatTheSettingsDoNotAllowAndRecordsThat() throws Exception {
        live = start(AllowedCommands.preset("monitoring"));

        assertThat(refusal(new Command.Shutdown(), ANN))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(403))
                .hasMessage("shutdown is not allowed by orchestrator.allowedCommands, which has"
                        + " ps, status, stats, history, history-stats, commands");
        assertThat(refusal(new Command.Logs(List.of("db"), 1, null, null), ANN).code())
                .isEqualTo(403);
        assertThat(ask(new Command.ListCommands()).commands())
                .filteredOn(Answer.CatalogueRow::allowed)
                .extracting(Answer.CatalogueRow::name)
                .containsExactly("ps", "status", "history", "history-stats", "stats", "commands");
        assertThat(ask(COMMANDS_SO_FAR).events().get(0).event().data())
                .containsEntry("command", "shutdown")
                .containsEntry("result", "refused")
                .containsEntry("code", 403);
    }

    @Test
    void refusesWhatTheRoleDoesNotReach() throws Exception {
        Caller viewer = Caller.overHttp("ci", Role.VIEWER);
        Caller operator = Caller.overHttp("ops", Role.OPERATOR);

        assertThat(refusal(new Command.Steer(Verb.STOP, List.of("db"), true), viewer))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(403))
                .hasMessage("stop needs the role operator, but 'ci' has the role viewer: use a token with that role");
        assertThat(refusal(new Command.Reload(true), operator).code()).isEqualTo(403);
        assertThat(live.commands()
                        .execute(new Command.ListCommands(), operator)
                        .await(30, TimeUnit.SECONDS)
                        .commands())
                .filteredOn(row -> !row.allowed())
                .extracting(Answer.CatalogueRow::name)
                .containsExactly("reload", "shutdown");
    }
}
