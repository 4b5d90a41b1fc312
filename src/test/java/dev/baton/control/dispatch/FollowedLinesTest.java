package dev.baton.control.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Supervision;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.Role;
import dev.baton.logging.LineStream;
import dev.baton.logging.LogBook;
import dev.baton.logging.LogReader;
import dev.baton.logging.LogStream;
import dev.baton.logging.OutputObserver;
import dev.baton.logging.Outputs;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.orchestrator.Fleet;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.LiveCommands;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose lines are told to whoever follows, while reloads bring agents. */
class FollowedLinesTest {
    private static final Caller ANN = Caller.overHttp("ann", Role.ADMIN);
    private static final JsonObject SETTINGS = new JsonObject().put("maxWorkers", 20);

    private final LogBook book = new LogBook();
    private final Outputs outputs = new Outputs(book, InstantSource.system(), System::nanoTime, OutputObserver.NONE);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<AgentSpec> fleet = new ArrayList<>();
    private Vertx vertx;
    private LiveCommands live;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        fleet.add(agent("web-1"));
        fleet.add(agent("db"));
        live = LiveCommands.start(
                vertx,
                SETTINGS,
                AllowedCommands.all(),
                fleet,
                new BookLogs(new LogReader(book, outputs), vertx, InstantSource.system()));
    }

    @AfterEach
    void close() {
        vertx.close().await();
        outputs.close();
    }

    /** Says that it is there before anything else. */
    private AgentSpec agent(String name) {
        return AgentSpec.of(name, "Speaker", () -> new Agent() {
            @Override
            protected void execute() throws Exception {
                say(name, "began");
                context().awaitStop(Duration.ofDays(1));
            }
        });
    }

    private AgentSpec agent(String name, String group) {
        return agent(name).withSupervision(Supervision.DEFAULT.withGroup(group));
    }

    private void say(String agent, String text) {
        LineStream stream = outputs.open(agent, LogStream.STDOUT);
        byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
        stream.accept(line, 0, line.length);
        stream.end();
    }

    private Following follow(Commands commands, int last, String... patterns) throws Exception {
        Follower<Answer.LogLines, LogRow> follower = new Follower<>() {
            @Override
            public void present(Answer.LogLines present) {
                told.add("present " + present.lines().size());
            }

            @Override
            public void next(LogRow line) {
                told.add(line.agent() + ' ' + line.text());
            }
        };
        return commands.follow(new Command.Logs(List.of(patterns), last, null, null), ANN, follower)
                .await(30, TimeUnit.SECONDS);
    }

    private void reload() throws Exception {
        OrchestratorSettings settings =
                RecordMapper.map(SETTINGS.copy().put("runMode", "DAEMON"), OrchestratorSettings.class);
        live.orchestrator()
                .reload(Fleet.of(fleet), settings, spec -> false, false)
                .await(30, TimeUnit.SECONDS);
    }

    private void reloadWith(AgentSpec... added) throws Exception {
        fleet.addAll(List.of(added));
        reload();
    }

    @Test
    void anAgentThatAReloadAddsIsToldOfFromItsFirstLine() throws Exception {
        await().until(() -> live.commands()
                        .execute(new Command.Logs(List.of("web-1"), 10, null, null), ANN)
                        .await()
                        .lines()
                        .size()
                == 1);
        follow(live.commands(), 10, "web-*");

        reloadWith(agent("web-2"), agent("queue"), agent("web-3"));
        await().until(() -> told.size() == 3);
        say("db", "nobody asked");
        say("web-1", "goes on");
        await().until(() -> told.size() == 4);

        assertThat(told)
                .startsWith("present 1")
                .contains("web-2 began", "web-3 began")
                .endsWith("web-1 goes on");
    }

    @Test
    void groupsTakeInNewAgentsAndThoseThatMove() throws Exception {
        reloadWith(agent("first", "web"));
        follow(live.commands(), 0, "group:web");

        fleet.replaceAll(spec -> spec.name().equals("db") ? agent("db", "web") : spec);
        reloadWith(agent("second", "web"));
        await().until(() -> told.contains("second began"));
        say("db", "moved");

        await().until(() -> told.contains("db moved"));
    }

    @Test
    void anAgentThatIsTakenOutAndPutBackIsStillFollowed() throws Exception {
        follow(live.commands(), 0, "web-1");
        AgentSpec web = fleet.remove(0);
        reload();
        await().until(() -> live.orchestrator().snapshot().await().size() == 1);
        told.clear();

        reloadWith(web);

        await().until(() -> told.contains("web-1 began"));
    }

    @Test
    void whatMeansNobodyIsRefusedUnlessThereAreOtherNodes() throws Exception {
        CommandFailure unknown =
                catchThrowableOfType(CommandFailure.class, () -> follow(live.commands(), 10, "web-1", "cache-*"));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.sentence()).contains("'cache-*'");

        follow(live.amongOthers(), 10, "cache-*", "lonely");
        assertThat(told).containsExactly("present 0");
        reloadWith(agent("cache-1"), agent("lonely"), agent("other"));

        await().until(() -> told.size() == 3);
        assertThat(told).contains("cache-1 began", "lonely began");
    }

    @Test
    void whoHasLeftIsToldOfNobodyWhoComes() throws Exception {
        Following left = follow(live.amongOthers(), 0, "web-*", "cache-*");
        left.close();
        follow(live.amongOthers(), 0, "cache-*");

        reloadWith(agent("cache-1"));

        await().until(() -> told.contains("cache-1 began"));
        say("cache-1", "done");
        await().until(() -> told.contains("cache-1 done"));
        assertThat(told.stream().filter("cache-1 began"::equals)).hasSize(1);
    }
}
