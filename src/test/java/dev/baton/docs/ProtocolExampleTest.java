package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PeriodicAgent;
import dev.baton.command.CommandCatalogue;
import dev.baton.control.socket.SocketListener;
import dev.baton.control.socket.SocketServer;
import dev.baton.control.socket.SocketSettings;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.LiveCommands;
import dev.baton.testing.Programs;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolExampleTest {
    private static final Path PAGE = Path.of("docs/protocol.md");

    @TempDir
    private Path folder;

    @Test
    void theClientInPythonListsTheAgents() throws Exception {
        assumeTrue(Programs.isThere("python3", "--version"), "python3 is installed");
        Example client = Page.read(PAGE).examples().stream()
                .filter(example -> example.language().equals("python"))
                .findFirst()
                .orElseThrow();
        Path script = Files.writeString(folder.resolve("client.py"), client.text());
        Path socket = folder.resolve("s");
        Vertx vertx = Vertx.vertx();
        LiveCommands live = LiveCommands.start(
                vertx,
                new JsonObject(),
                AllowedCommands.all(),
                List.of(AgentSpec.of("weather", "Idle", Idle::new), AgentSpec.of("db", "Idle", Idle::new)));
        SocketServer server = SocketServer.open(
                SocketSettings.at(socket),
                live.commands(),
                InstantSource.system(),
                System::nanoTime,
                SocketListener.NONE);

        List<String> printed = Programs.run("python3", script.toString(), socket.toString());

        assertThat(printed).hasSize(2);
        assertThat(printed.get(0)).startsWith("weather ");
        assertThat(printed.get(1)).startsWith("db ");
        server.close().await(60, TimeUnit.SECONDS);
        vertx.close().await(60, TimeUnit.SECONDS);
    }

    @Test
    void thePageNamesEveryCommand() throws Exception {
        assertThat(Files.readString(PAGE))
                .contains(CommandCatalogue.all().keySet().stream()
                        .map(name -> "`" + name + "`")
                        .toList());
    }

    /** Does nothing, for ever. */
    static final class Idle extends PeriodicAgent {
        @Override
        protected void runner() {}
    }
}
