package dev.baton.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Addresses ADDRESSES = new Addresses("weather");

    private final Vertx vertx = Vertx.vertx();
    private final WireTroubles troubles = new WireTroubles(System::nanoTime);
    private final Desk desk = new Desk(vertx.eventBus(), ADDRESSES, new Origin("n2", "s-2"), troubles);
    private final Post post = new Post(vertx.eventBus(), ADDRESSES, new Origin("n1", "s-1"), troubles);

    private record Word(String text) {}

    @AfterEach
    void end() {
        vertx.close().await();
    }

    private Future<Envelope<Word>> ask(String op, String text) {
        return post.ask("n2", op, new Word(text), Word.class, PATIENCE);
    }

    @Test
    void aQuestionIsAnsweredByTheNodeThatIsAsked() {
        desk.on(
                        "echo",
                        Word.class,
                        asked -> Future.succeededFuture(new Word(
                                asked.from().node() + " said " + asked.body().text())))
                .open()
                .await();
        assertThat(ask("echo", "hello").await())
                .isEqualTo(new Envelope<>(new Origin("n2", "s-2"), "answer", new Word("n1 said hello")));
    }

    @Test
    void whatGoesWrongIsToldToWhoeverAsked() {
        desk.on("refuse", Word.class, asked -> Future.failedFuture(CommandFailure.wrongState("not like this")))
                .on("break", Word.class, asked -> {
                    throw new IllegalStateException("secret");
                })
                .on(
                        "grow",
                        Word.class,
                        asked -> Future.succeededFuture(new Word("x".repeat(WireLimits.LARGEST_MESSAGE))))
                .open()
                .await();
        assertFails("refuse", 409, "not like this");
        assertFails("break", 500, "n2 failed to answer 'break': its log has more");
        assertFails("grow", 413, "too large");
        assertFails("nothing", 400, "nothing is known of a message 'nothing'");
    }

    private void assertFails(String op, int code, String sentence) {
        assertThatThrownBy(() -> ask(op, "x").await()).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.sentence()).contains(sentence);
        });
    }

    @Test
    void garbageIsRefusedAndTheDeskStaysOpen() {
        desk.on("echo", Word.class, asked -> Future.succeededFuture(asked.body()))
                .open()
                .await();
        vertx.eventBus().send(ADDRESSES.node("n2"), Buffer.buffer("garbage"));
        vertx.eventBus().send(ADDRESSES.node("n2"), 7);
        assertThat(ask("echo", "still here").await().body()).isEqualTo(new Word("still here"));
        assertThat(troubles.count()).isEqualTo(2);
    }

    @Test
    void anAnswerThatCannotBeReadIsRefused() {
        vertx.eventBus().consumer(ADDRESSES.node("n2"), message -> message.reply("no buffer"));
        assertThatThrownBy(() -> ask("echo", "x").await()).hasMessageContaining("no buffer");
        assertThat(troubles.count()).isEqualTo(1);
    }

    @Test
    void aCodeThatThereIsNotIsAFailureOfTheOtherNode() {
        vertx.eventBus()
                .consumer(
                        ADDRESSES.node("n2"),
                        message -> message.reply(WireJson.writeAnySize(
                                new Origin("n2", "s-2"), Desk.FAILURE, new Desk.Failure(123_456, "odd"))));
        assertFails("echo", 500, "odd");
    }

    @Test
    void aNodeThatIsNotThereIsNoAnswer() {
        assertThatThrownBy(() -> ask("echo", "x").await()).isInstanceOf(ReplyException.class);
    }

    @Test
    void aQuestionBeyondTheLimitIsNotSent() {
        assertThat(ask("echo", "x".repeat(WireLimits.LARGEST_MESSAGE)).cause()).isInstanceOf(MessageRefused.class);
    }

    @Test
    void aDeskThatIsBusySaysSo() {
        Promise<Word> late = Promise.promise();
        desk.on("wait", Word.class, asked -> late.future()).open().await();
        List<Future<Envelope<Word>>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(ask("wait", "x"));
        }
        assertThatThrownBy(() -> ask("wait", "one too many").await()).hasMessageContaining("busy");
        late.complete(new Word("done"));
        assertThat(Future.join(asked).await().succeeded()).isTrue();
    }
}
