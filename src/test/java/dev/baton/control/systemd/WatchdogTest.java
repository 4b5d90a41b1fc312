package dev.baton.control.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A watchdog whose event loop and whose own thread are turned by hand. */
class WatchdogTest {
    private final Deque<Promise<Void>> questions = new ArrayDeque<>();
    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final List<String> signs = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(this::question, turns::add, () -> signs.add("sign"));

    private Future<Void> question() {
        Promise<Void> promise = Promise.promise();
        questions.add(promise);
        return promise.future();
    }

    private void turn() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    @Test
    void givesASignForEachAnswer() {
        for (int i = 1; i <= 3; i++) {
            watchdog.ask();
            assertThat(signs).hasSize(i - 1);
            questions.remove().complete();
            turn();
            assertThat(signs).hasSize(i);
        }
    }

    @Test
    void givesNoneAndAsksNoMoreWhileThereIsNoAnswer() {
        watchdog.ask();
        watchdog.ask();
        watchdog.ask();
        turn();

        assertThat(signs).isEmpty();
        assertThat(questions).hasSize(1);

        questions.remove().complete();
        turn();
        assertThat(signs).hasSize(1);
        watchdog.ask();
        assertThat(questions).hasSize(1);
    }

    @Test
    void asksAgainWhenAQuestionCouldNotBeAsked() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Watchdog other = new Watchdog(
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    return Future.succeededFuture();
                },
                turns::add,
                () -> signs.add("sign"));
        assertThatThrownBy(other::ask).hasMessage("broken");

        broken.set(false);
        other.ask();
        turn();

        assertThat(signs).hasSize(1);
    }

    @Test
    void givesNoneForARefusalAndAsksAgain() {
        watchdog.ask();
        questions.remove().fail("it has ended");
        turn();

        assertThat(signs).isEmpty();
        watchdog.ask();
        assertThat(questions).hasSize(1);
    }
}
