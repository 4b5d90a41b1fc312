package dev.baton.control.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.LogRow;
import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketServerTest {
    private static final Command<?> STATUS = new Command.Status();
    private static final SocketLimits SMALL = new SocketLimits(
            4, Duration.ofMinutes(5), Duration.ofSeconds(30), 1024, 8, 4_000_000, Duration.ofSeconds(15));

    @TempDir
    private Path folder;

    private final PuppetCommands commands = new PuppetCommands();
    private final Notes notes = new Notes();
    private final AtomicLong extraNanos = new AtomicLong();
    private final List<TestClient> clients = new ArrayList<>();
    private Path path;
    private SocketServer server;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("baton.sock");
        server = open(SocketSettings.at(path));
    }

    private SocketServer open(SocketSettings settings) throws IOException {
        return SocketServer.open(
                settings, commands, SMALL, InstantSource.system(), () -> System.nanoTime() + extraNanos.get(), notes);
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(TestClient::close);
        server.close().await(60, TimeUnit.SECONDS);
        try (var left = Files.list(folder)) {
            assertThat(left.filter(file -> !file.endsWith("other"))).isEmpty();
        }
    }

    private TestClient client() {
        TestClient client = TestClient.connect(path);
        clients.add(client);
        return client;
    }

    // ------------------------------------------------------------------------------------------- asking

    @Test
    void answersACommandForTheUserTheKernelNames() throws IOException {
        Reply reply = client().ask("u1", STATUS).reply();

        assertThat(reply).isEqualTo(new Reply(0, new JsonObject().put("shutting_down", true), "", "u1", "1.0"));
        long uid = ((Integer) Files.getAttribute(path, "unix:uid")).longValue();
        assertThat(commands.callers)
                .containsExactly(Caller.onSocket(
                        System.getProperty("user.name"),
                        uid,
                        ProcessHandle.current().pid()));
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        TestClient client = client();
        client.ask("1", new Command.Stats()).ask("2", STATUS).ask("3", new Command.Stats());
        client.ask("4", STATUS);

        heldAnswer().complete(new Answer.ShuttingDown());
        assertThat(client.reply().requestId()).isEqualTo("1");
        assertThat(client.reply().requestId()).isEqualTo("2");
        assertThat(commands.asked).hasSize(3);
        heldAnswer().complete(new Answer.ShuttingDown());
        assertThat(client.reply().requestId()).isEqualTo("3");
        assertThat(client.reply().requestId()).isEqualTo("4");
    }

    private io.vertx.core.Promise<Answer> heldAnswer() {
        await().until(() -> !commands.held.isEmpty());
        return commands.held.remove();
    }

    @Test
    void holdsNobodyUpWhileSomebodyWaits() {
        client().ask("1", new Command.Stats());

        assertThat(client().ask("2", STATUS).reply().requestId()).isEqualTo("2");
    }

    @Test
    void tellsFailuresWithTheirCodes() {
        TestClient client = client();

        assertThat(client.ask("1", new Command.Reload(false)).reply())
                .isEqualTo(new Reply(409, new JsonObject(), "not now", "1", "1.0"));
        Reply defect = client.ask("2", new Command.Shutdown()).reply();
        assertThat(defect.code()).isEqualTo(500);
        assertThat(defect.error()).contains("a defect");
        assertThat(client.ask("3", STATUS).reply().isSuccess()).isTrue();
    }

    @Test
    void staysUsableAfterMalformedLines() {
        TestClient client = client();
        String deep = "[".repeat(10_000) + "\n";
        for (String garbage :
                List.of("\n", "garbage\n", "\0\0\n", "{}\n", deep, "{\"payload\":{\"command\":\"x\"}}\n")) {
            assertThat(client.send(garbage).reply().code()).isEqualTo(400);
        }
        assertThat(client.send(new byte[] {(byte) 0xc3, 0x28, '\n'}).reply().code())
                .isEqualTo(400);
        assertThat(client.send("x".repeat(Protocol.LONGEST_REQUEST + 1) + "\n")
                        .reply()
                        .code())
                .isEqualTo(413);
        assertThat(client.ask("1", STATUS).reply().isSuccess()).isTrue();
    }

    @Test
    void answersHalfALineWhenNothingMoreComes() {
        TestClient client = client().ask("1", STATUS).send("{\"payload\":").saysNoMore();

        assertThat(client.reply().requestId()).isEqualTo("1");
        assertThat(client.reply().code()).isEqualTo(400);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void carriesOutWhatAClientAskedBeforeItWent() {
        String line = "{\"payload\":{\"command\":\"ps\",\"args\":[\"%d\"]}}\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append(line.formatted(i));
        }

        client().send(lines.toString()).close();

        await().until(() -> commands.asked.size() == 500);
        await().until(() -> server.counts().open() == 0);
    }

    @Test
    void readsAMillionBytesInOneRequest() {
        String name = "n".repeat(1_000_000);

        Reply reply = client().ask("1", new Command.Ps(List.of(name))).reply();

        assertThat(reply.data()
                        .getJsonObject("dependencies")
                        .getJsonArray("names")
                        .getString(0))
                .isEqualTo(name);
    }

    // ------------------------------------------------------------------------------------------- following

    @Test
    void tellsThePresentAndWhatFollows() {
        TestClient client = client().send(
                        "{\"payload\":{\"command\":\"history\",\"args\":[{\"follow\":true}],\"request_id\":\"f\"}}\n");

        assertThat(seqs(client.reply())).containsExactly(1L);
        Follower<Answer.Events, EventRow> follower = commands.followers.remove();
        follower.next(PuppetCommands.event(2));
        Reply next = client.reply();
        assertThat(seqs(next)).containsExactly(2L);
        assertThat(next.requestId()).isEqualTo("f");
        assertThat(next.data().getLong("missed")).isZero();
        client.close();
        await().until(() -> commands.closedFollowings.get() == 1);
    }

    @Test
    void tellsLogLinesToo() {
        TestClient client = client();

        assertThat(client.send("{\"payload\":{\"command\":\"logs\",\"args\":[\"nobody\",{\"follow\":true}]}}\n")
                        .reply()
                        .code())
                .isEqualTo(404);
        assertThat(client.send("{\"payload\":{\"command\":\"logs\",\"args\":[\"a\",{\"follow\":true}]}}\n")
                        .reply()
                        .data()
                        .getInteger("count"))
                .isZero();
        commands.logFollowers.remove().next(new LogRow("a", 1, Instant.EPOCH, "stdout", "", "hello"));
        assertThat(client.reply().data().getJsonArray("lines").getJsonObject(0).getString("text"))
                .isEqualTo("hello");
    }

    @Test
    void goesOnForOneThatWillAskNoMore() {
        TestClient client = client().send("{\"payload\":{\"command\":\"history\",\"args\":[{\"follow\":true}]}}\n")
                .saysNoMore();

        client.reply();
        commands.followers.remove().next(PuppetCommands.event(2));
        assertThat(seqs(client.reply())).containsExactly(2L);
    }

    @Test
    void saysHowMuchASlowFollowerHasMissed() {
        TestClient client = client().send("{\"payload\":{\"command\":\"history\",\"args\":[{\"follow\":true}]}}\n");
        client.reply();
        Follower<Answer.Events, EventRow> follower = commands.followers.remove();
        int all = 100_000;
        for (int seq = 2; seq <= all; seq++) {
            follower.next(PuppetCommands.event(seq));
        }

        long expected = 2;
        long missed = 0;
        while (expected <= all) {
            JsonObject data = client.reply().data();
            missed += data.getLong("missed");
            expected += data.getLong("missed");
            for (Object row : data.getJsonArray("events")) {
                assertThat(((JsonObject) row).getLong("seq")).isEqualTo(expected);
                expected++;
            }
        }
        assertThat(missed).isPositive();
    }

    @Test
    void countsWhatGotLostBetweenNodes() {
        TestClient client = client().send("{\"payload\":{\"command\":\"history\",\"args\":[{\"follow\":true}]}}\n");
        client.reply();
        Follower<Answer.Events, EventRow> follower = commands.followers.remove();

        follower.missed("n2", 3);
        assertThat(client.reply().data().getLong("missed")).isEqualTo(3);
        follower.missed("n3", 0);
        assertThat(client.reply().data().getLong("missed")).isEqualTo(1);
    }

    private static List<Long> seqs(Reply reply) {
        return reply.data().getJsonArray("events").stream()
                .map(row -> ((JsonObject) row).getLong("seq"))
                .toList();
    }

    // ------------------------------------------------------------------------------------------- limits

    @Test
    void turnsAwayOneTooMany() {
        List<TestClient> allowed = new ArrayList<>();
        for (int i = 0; i < SMALL.connections(); i++) {
            allowed.add(client().ask("1", STATUS));
            allowed.get(i).reply();
        }

        TestClient oneTooMany = client();

        assertThat(oneTooMany.reply().code()).isEqualTo(503);
        assertThat(oneTooMany.isClosedByServer()).isTrue();
        assertThat(server.counts().refused()).isEqualTo(1);
        allowed.get(0).close();
        await().until(() -> server.counts().open() == SMALL.connections() - 1);
        assertThat(client().ask("2", STATUS).reply().isSuccess()).isTrue();
    }

    @Test
    void closesIdleConnectionsButNotThoseThatWaitOrFollow() {
        TestClient idle = client().ask("1", STATUS);
        idle.reply();
        TestClient waiting = client().ask("2", new Command.Stats());
        TestClient following = client().send("{\"payload\":{\"command\":\"history\",\"args\":[{\"follow\":true}]}}\n");
        following.reply();
        TestClient half = client().send("{");
        await().until(() -> server.counts().open() == 4 && !commands.held.isEmpty());

        extraNanos.addAndGet(SMALL.idle().plusSeconds(1).toNanos());

        assertThat(idle.isClosedByServer()).isTrue();
        assertThat(half.isClosedByServer()).isTrue();
        assertThat(server.counts().idle()).isEqualTo(2);
        heldAnswer().complete(new Answer.ShuttingDown());
        assertThat(waiting.reply().isSuccess()).isTrue();
        commands.followers.remove().next(PuppetCommands.event(2));
        assertThat(seqs(following.reply())).containsExactly(2L);
    }

    @Test
    void dropsOneThatTakesNothing() {
        TestClient stuck = client().ask("1", new Command.Ps(List.of("x".repeat(900_000))));
        await().until(() -> server.counts().requests() == 1);

        extraNanos.addAndGet(SMALL.stuck().plusSeconds(1).toNanos());

        await().until(() -> server.counts().stuck() == 1);
        assertThat(client().ask("2", STATUS).reply().isSuccess()).isTrue();
        assertThat(stuck.channel().isOpen()).isTrue();
    }

    @Test
    void closesTheOneThatHoldsMostWhenAllHoldTooMuch() {
        List<TestClient> greedy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            greedy.add(client().ask("1", new Command.Ps(List.of("x".repeat(900_000 + i)))));
        }
        TestClient half = client();

        await().until(() -> server.counts().requests() == 3);
        half.send(new byte[1_000_000]);
        for (TestClient one : greedy) {
            one.ask("2", STATUS);
        }
        await().until(() -> server.counts().open() <= 4);
        half.close();
        await().until(() -> server.counts().open() == 3 - server.counts().hogs());
    }

    @Test
    void readsNoFurtherRequestsOfOneThatTakesNoAnswers() throws IOException {
        TestClient client = client();
        client.channel().configureBlocking(false);
        byte[] line = "{\"payload\":{\"command\":\"status\"}}\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        ByteBuffer lines = ByteBuffer.wrap(line);
        int full = 0;
        while (full < 1000) {
            if (!lines.hasRemaining()) {
                lines.rewind();
            }
            full = client.channel().write(lines) == 0 ? full + 1 : 0;
            Thread.onSpinWait();
        }

        // That nothing more could be written is what had to be shown; the others notice nothing.
        assertThat(client().ask("2", STATUS).reply().isSuccess()).isTrue();
    }

    // ------------------------------------------------------------------------------------------- the file

    @Test
    void makesTheFileForItsOwnUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesTheFileItsModeAndGroup() throws Exception {
        server.close().await(60, TimeUnit.SECONDS);
        String group = Files.readAttributes(folder, java.nio.file.attribute.PosixFileAttributes.class)
                .group()
                .getName();

        server = open(new SocketSettings(path, "0660", group, SocketSettings.Users.ALL));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void refusesAGroupThatIsNone() throws Exception {
        Path other = folder.resolve("other.sock");

        assertThatThrownBy(() -> open(new SocketSettings(other, "0660", "no-such-group", SocketSettings.Users.ALL)))
                .hasMessage("commandSocketGroup is 'no-such-group', but there is no such group");
        assertThat(other).doesNotExist();
    }

    @Test
    void letsInOnlyTheUsersOfTheSettings() throws Exception {
        server.close().await(60, TimeUnit.SECONDS);
        server = open(new SocketSettings(path, "0600", null, (name, number) -> name.equals("somebody-else")));

        TestClient client = client();

        Reply reply = client.reply();
        assertThat(reply.code()).isEqualTo(403);
        assertThat(reply.error()).startsWith("user " + System.getProperty("user.name") + " may not");
        assertThat(client.isClosedByServer()).isTrue();
        assertThat(server.counts().denied()).isEqualTo(1);
        assertThat(commands.asked).isEmpty();
    }

    @Test
    void doesNotTakeALiveSocketFromItsHolder() {
        assertThatThrownBy(() -> open(SocketSettings.at(path)))
                .isInstanceOfSatisfying(
                        SocketTaken.class,
                        taken -> assertThat(taken.pid())
                                .isEqualTo(ProcessHandle.current().pid()))
                .hasMessageContaining(
                        "is held by process " + ProcessHandle.current().pid())
                .hasMessageContaining("of user " + System.getProperty("user.name"));
        assertThat(client().ask("1", STATUS).reply().isSuccess()).isTrue();
    }

    @Test
    void replacesTheSocketOfADeadProcess() throws IOException {
        Path stale = folder.resolve("stale.sock");
        try (var dead = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            dead.bind(java.net.UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();

        SocketServer second = open(SocketSettings.at(stale));

        try (TestClient client = TestClient.connect(stale)) {
            assertThat(client.ask("1", STATUS).reply().isSuccess()).isTrue();
        }
        second.close().await();
        assertThat(stale).doesNotExist();
    }

    @Test
    void leavesAFileAloneThatIsNoSocket() throws IOException {
        Path file = Files.writeString(folder.resolve("other"), "precious");

        assertThatThrownBy(() -> open(SocketSettings.at(file))).hasMessageContaining("which is no socket");
        assertThat(file).hasContent("precious");
        assertThatThrownBy(() -> open(SocketSettings.at(folder.resolve("no/where.sock"))))
                .hasMessageContaining("its folder does not exist");
        Files.delete(file);
    }

    @Test
    void isBoundAnewWhenTheFileIsDeleted() throws IOException {
        TestClient before = client();
        before.ask("1", STATUS).reply();
        Files.delete(path);

        server.check();

        await().until(() -> notes.all.contains("rebound"));
        assertThat(client().ask("2", STATUS).reply().isSuccess()).isTrue();
        assertThat(before.ask("3", STATUS).reply().isSuccess()).isTrue();
        server.check();
        client().ask("4", STATUS).reply();
        assertThat(notes.all).containsExactly("rebound");
    }

    @Test
    void saysOnceThatAnotherHasTakenItsPlaceAndComesBackAfterThat() throws Exception {
        Files.delete(path);
        SocketServer other = SocketServer.open(
                SocketSettings.at(path), commands, Instant::now, System::nanoTime, SocketListener.NONE);
        server.check();
        server.check();
        await().until(() -> !notes.all.isEmpty());
        assertThat(notes.all.peek()).startsWith("lost: the command socket").contains("is held by process");

        other.close().await(60, TimeUnit.SECONDS);
        server.check();

        await().until(() -> notes.all.size() == 2);
        assertThat(notes.all).last().isEqualTo("rebound");
    }

    @Test
    void answersWhatIsUnderWayBeforeItCloses() throws Exception {
        TestClient client = client().ask("1", new Command.Stats());
        TestClient idle = client();
        idle.ask("2", STATUS).reply();
        var held = heldAnswer();

        var closed = server.close();

        assertThat(idle.isClosedByServer()).isTrue();
        assertThat(path).doesNotExist();
        held.complete(new Answer.ShuttingDown());
        assertThat(client.reply().isSuccess()).isTrue();
        assertThat(client.isClosedByServer()).isTrue();
        closed.await(60, TimeUnit.SECONDS);
    }

    private static final class Notes implements SocketListener {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void rebound(Path path) {
            all.add("rebound");
        }

        @Override
        public void lost(Path path, String reason) {
            all.add("lost: " + reason);
        }
    }
}
