package dev.baton.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.baton.agent.Agent;
import dev.baton.agent.EventAgent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;
import dev.baton.agent.PoolAgent;
import dev.baton.agent.ScheduledAgent;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class RehearsalTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Says what is called, and when. */
    private static final class Journal extends Agent {
        @Override
        protected void setup() {
            context().logger().info("setup");
        }

        @Override
        protected void execute() throws InterruptedException {
            context().progress(1, 2, "half");
            context().emit("HALF", Map.of("of", 2));
            boolean stopped = context().awaitStop(Duration.ofHours(1));
            context()
                    .logger()
                    .success("awaited {} at {}", stopped, context().clock().instant());
        }

        @Override
        protected void onStop() {
            context().logger().info("onStop");
        }

        @Override
        protected void onClose() {
            context().logger().info("onClose");
        }
    }

    private static class Ticker extends PeriodicAgent {
        final List<Instant> times = new ArrayList<>();

        @Override
        protected void runner() throws Exception {
            times.add(context().clock().instant());
        }
    }

    /** Each of its calls takes a while. */
    private static final class SlowTicker extends Ticker {
        private final Duration effort;

        SlowTicker(Duration effort) {
            this.effort = effort;
        }

        @Override
        protected void runner() throws Exception {
            super.runner();
            if (context().awaitStop(effort)) {
                context().logger().warning("stopped in the middle");
            }
        }
    }

    private static final class Counter extends LoopingAgent {
        @Override
        protected void cycle() {
            context().heartbeat();
        }
    }

    private static final class Nightly extends ScheduledAgent {
        final List<Instant> times = new ArrayList<>();

        @Override
        protected void runner() {
            times.add(context().clock().instant());
        }
    }

    /** Public, as a pool makes it by name. */
    public static final class Echo extends EventAgent {
        @Override
        protected void onEvent(Message<Object> message) {
            if (message.body().equals("bad")) {
                message.fail(7, "bad");
            } else if (message.body().equals("worse")) {
                throw new IllegalArgumentException("worse");
            } else {
                message.reply(message.body() + "!");
            }
        }
    }

    private record Limits(int most) {}

    private static final class Limited extends Agent {
        @Override
        protected Class<? extends Record> configType() {
            return Limits.class;
        }

        @Override
        protected void execute() {
            context().logger().info("at most {}", context().config(Limits.class).most());
        }
    }

    @Test
    void livesAWholeLifeInNoTime() {
        Rehearsed journal = Rehearsal.of(new Journal()).start();

        assertThat(journal.isReady()).isTrue();
        assertThat(journal.cycles()).isZero();
        journal.runToEnd();

        assertThat(journal.status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(journal.log())
                .containsExactly("INFO setup", "SUCCESS awaited false at 2026-01-01T01:00:00Z", "INFO onClose");
        assertThat(journal.progress()).containsExactly(new Progress(1, 2, "half"));
        assertThat(journal.events()).containsExactly(new Emitted("HALF", new JsonObject().put("of", 2)));
        assertThat(journal.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void stopsInTheMiddleOfItsWork() {
        Rehearsed journal = Rehearsal.of(new Journal())
                .start()
                .stopAfter(Duration.ofMinutes(7))
                .runToEnd();

        assertThat(journal.status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(journal.log())
                .containsExactly(
                        "INFO setup", "INFO onStop", "SUCCESS awaited true at 2026-01-01T00:07:00Z", "INFO onClose");
    }

    @Test
    void runsAPeriodicAgentExactlyWhenItIsDue() {
        Ticker ticker = new Ticker();
        Rehearsed rehearsed =
                Rehearsal.of(ticker).with("executionInterval", "10s").start();

        rehearsed.advance(Duration.ofSeconds(29));
        assertThat(ticker.times).hasSize(3);
        rehearsed.advance(SECOND);

        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(ticker.times)
                .containsExactly(begin, begin.plusSeconds(10), begin.plusSeconds(20), begin.plusSeconds(30));
        assertThat(rehearsed.cycles()).isEqualTo(4);
        assertThat(rehearsed.hasEnded()).isFalse();
    }

    @Test
    void keepsTheBeatOfACompensatedAgentThatIsSlow() {
        SlowTicker ticker = new SlowTicker(Duration.ofSeconds(3));
        Rehearsed rehearsed = Rehearsal.of(ticker)
                .withConfig(new JsonObject().put("executionInterval", "2s").put("delayCompensation", true))
                .start();

        rehearsed.runCycles(3);

        assertThat(ticker.times)
                .extracting(Instant::getEpochSecond)
                .containsExactly(1767225600L, 1767225604L, 1767225608L);
    }

    @Test
    void countsThePauseFromTheEndOfASlowCallOtherwise() {
        SlowTicker ticker = new SlowTicker(Duration.ofSeconds(3));
        Rehearsal.of(ticker).with("executionInterval", "2s").start().runCycles(3);

        assertThat(ticker.times)
                .extracting(Instant::getEpochSecond)
                .containsExactly(1767225600L, 1767225605L, 1767225610L);
    }

    @Test
    void tellsASlowCallOfItsStop() {
        Rehearsed rehearsed = Rehearsal.of(new SlowTicker(Duration.ofDays(1)))
                .start()
                .stopAfter(SECOND)
                .advance(Duration.ofSeconds(2));

        assertThat(rehearsed.status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(rehearsed.log()).containsExactly("WARNING stopped in the middle");
        assertThat(rehearsed.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void endsAtItsLimit() {
        Rehearsed rehearsed =
                Rehearsal.of(new Ticker()).with("limit", 3).start().advance(Duration.ofDays(1));

        assertThat(rehearsed.cycles()).isEqualTo(3);
        assertThat(rehearsed.status()).isEqualTo(TerminationStatus.SUCCESS);
    }

    @Test
    void runsALoopingAgentByTheNumberOfItsCycles() {
        Rehearsed rehearsed = Rehearsal.of(new Counter()).start().runCycles(1000);

        assertThat(rehearsed.cycles()).isEqualTo(1000);
        assertThat(rehearsed.stop().status()).isEqualTo(TerminationStatus.SUCCESS);
        assertThat(rehearsed.cycles()).isEqualTo(1000);
    }

    @Test
    void saysThatALoopComesToNoEnd() {
        Rehearsed rehearsed = Rehearsal.of(new Counter()).named("counter").start();

        assertThatIllegalStateException()
                .isThrownBy(() -> rehearsed.advance(Duration.ZERO))
                .withMessageContaining("'counter'")
                .withMessageContaining("runCycles(n)");
        assertThatIllegalStateException()
                .isThrownBy(() -> Rehearsal.of(new Ticker()).start().runToEnd())
                .withMessageContaining("give it a limit");
    }

    @Test
    void saysThatNobodyPlansTheStopThatIsWaitedFor() {
        Agent patient = new Agent() {
            @Override
            protected void execute() throws InterruptedException {
                while (!context().awaitStop(Duration.ofSeconds(Long.MAX_VALUE))) {
                    context().heartbeat();
                }
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> Rehearsal.of(patient).start().runToEnd())
                .withMessageContaining("stopAfter(duration)");
    }

    @Test
    void keepsTheCalendar() {
        Nightly nightly = new Nightly();
        Rehearsed rehearsed = Rehearsal.of(nightly)
                .with("cron", "30 2 * * *")
                .with("zone", "Europe/Rome")
                .at(Instant.parse("2026-03-27T12:00:00Z"))
                .start();

        rehearsed.advance(Duration.ofDays(3));

        // On the 29th there is no half past two in Rome.
        assertThat(nightly.times)
                .containsExactly(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void bringsMessages() {
        Rehearsed echo = Rehearsal.of(new Echo()).with("address", "calls").start();

        assertThat(echo.deliver("hello").reply()).contains("hello!");
        assertThat(echo.deliver("bad").reply())
                .get()
                .isInstanceOf(ReplyException.class)
                .hasToString("(RECIPIENT_FAILURE,7) bad");
        assertThat(echo.cycles()).isEqualTo(2);
        assertThatIllegalStateException()
                .isThrownBy(() -> echo.deliver("mail", "hello"))
                .withMessageContaining("[calls]");
        assertThatIllegalStateException().isThrownBy(echo::runToEnd).withMessageContaining("such as a message");

        assertThat(echo.deliver("worse").reply()).isEmpty();
        assertThat(echo.ending().status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(echo.failures()).containsExactly("execute threw java.lang.IllegalArgumentException: worse");
        assertThat(echo.log()).containsExactly("ERROR execute threw java.lang.IllegalArgumentException: worse");
        assertThat(echo.thrown()).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(echo).asString().contains("after PT0S and 3 executions", "RehearsalTest$Echo.onEvent");
        assertThatIllegalStateException().isThrownBy(() -> echo.deliver("late")).withMessageContaining("no address");
    }

    @Test
    void runsAPoolWithItsMembers() {
        Rehearsed pool = Rehearsal.of(new PoolAgent())
                .withConfig(new JsonObject("""
                        {"agents": {
                          "left": {"class": "%1$s", "config": {"address": "left", "limit": 1}},
                          "right": {"class": "%1$s", "config": {"address": "right", "limit": 1}}
                        }}""".formatted(Echo.class.getName())))
                .start();

        assertThat(pool.deliver("left", "hello").reply()).contains("hello!");
        assertThat(pool.hasEnded()).isFalse();
        assertThat(pool.deliver("again").reply()).contains("again!");
        assertThat(pool.status()).isEqualTo(TerminationStatus.SUCCESS);
    }

    @Test
    void refusesAConfigAsBatonDoes() {
        Rehearsal typo = Rehearsal.of(new Limited()).with("mots", 3);
        assertThat(typo.findings()).hasSize(2);
        Rehearsed refused = typo.start();
        assertThat(refused.isReady()).isFalse();
        assertThat(refused.status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(refused.ending().reason()).contains("'mots'", "'most'");

        Rehearsal wrong = Rehearsal.of(new Limited()).with("most", "3");
        assertThat(wrong.findings())
                .singleElement()
                .hasToString(wrong.findings().get(0).toString());
        assertThat(wrong.start().status()).isEqualTo(TerminationStatus.ERROR);

        assertThat(Rehearsal.of(new Limited())
                        .with("most", 3)
                        .start()
                        .runToEnd()
                        .log())
                .containsExactly("INFO at most 3");
    }

    private static final class Lamp implements Plugin {
        final List<String> said = new ArrayList<>();

        @Override
        public void initialize(PluginOwner owner) {
            said.add("on " + owner.config().getString("colour"));
        }

        @Override
        public void finish(PluginOwner owner) {
            said.add("off");
            throw new IllegalStateException("burnt out");
        }
    }

    @Test
    void hasPluginsAndJudgesTheirEnd() {
        Lamp lamp = new Lamp();
        Agent reader = new Agent() {
            @Override
            protected void execute() {
                context().plugin(Lamp.class).ifPresent(plugin -> plugin.said.add("read"));
            }
        };

        Rehearsed rehearsed = Rehearsal.of(reader)
                .withPlugin(lamp, new JsonObject().put("colour", "green"))
                .start()
                .runToEnd();

        assertThat(lamp.said).containsExactly("on green", "read", "off");
        assertThat(rehearsed.status()).isEqualTo(TerminationStatus.WARNING);
        assertThat(rehearsed.failures()).singleElement().asString().contains("burnt out");
    }

    @Test
    void takesMoreEventsThanMayBeUnderWay() {
        Agent talkative = new Agent() {
            @Override
            protected void execute() {
                for (int i = 0; i < 20_000; i++) {
                    context().emit("WORD", Map.of("number", i));
                }
                context().unhealthy("hoarse");
            }
        };

        Rehearsed rehearsed = Rehearsal.of(talkative).start().runToEnd();

        assertThat(rehearsed.events()).hasSize(20_000);
        assertThat(rehearsed.trouble()).isEqualTo("hoarse");
    }

    @Test
    void letsTimePassForWhatTheAgentCalls() {
        Ticker[] made = new Ticker[1];
        Rehearsed[] rehearsed = new Rehearsed[1];
        made[0] = new Ticker() {
            @Override
            protected void runner() throws Exception {
                super.runner();
                rehearsed[0].advance(Duration.ofMinutes(1));
                assertThatIllegalStateException()
                        .isThrownBy(() -> rehearsed[0].runCycles(1))
                        .withMessageContaining("at work");
            }
        };
        rehearsed[0] = Rehearsal.of(made[0]).start();

        rehearsed[0].runCycles(2);

        assertThat(made[0].times)
                .extracting(Instant::toString)
                .containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:01:01Z");
        assertThat(rehearsed[0].failures()).isEmpty();
    }

    @Test
    void saysThatThereIsNoVertx() {
        Agent caller = new Agent() {
            @Override
            protected void execute() {
                context().vertx().eventBus().publish("a", "b");
            }
        };

        Rehearsed rehearsed = Rehearsal.of(caller).start().runToEnd();

        assertThat(rehearsed.ending().reason()).contains("eventBus()", "Rehearsal.on(vertx)");
    }

    @Test
    void tellsOnlyAnEndThatThereWas() {
        Rehearsed ticker = Rehearsal.of(new Ticker()).start();

        assertThatIllegalStateException().isThrownBy(ticker::ending).withMessageContaining("has not ended");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Rehearsal.of(new Ticker()).with("limit", 2).start().runCycles(3))
                .withMessageContaining("2 executions of 3");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Rehearsal.of(new Ticker()).named("no name"));
    }

    @Test
    void passesAYearOfMinutesQuickly() {
        Nightly nightly = new Nightly();
        Rehearsal.of(nightly)
                .with("cron", "0 0 1 * *")
                .with("zone", "UTC")
                .start()
                .advance(Duration.ofDays(365));

        assertThat(nightly.times).hasSize(12);
    }

    @Test
    @ExtendWith(VertxExtension.class)
    void waitsForFutures(Vertx vertx) {
        vertx.eventBus().consumer("prices", message -> message.reply(3));
        Agent buyer = new Agent() {
            @Override
            protected void execute() throws Exception {
                Object price = context()
                        .await(() -> context()
                                .vertx()
                                .eventBus()
                                .request("prices", "tea")
                                .map(Message::body));
                context().logger().info("costs {}", price);
            }
        };

        assertThat(Rehearsal.of(buyer).on(vertx).start().runToEnd().log()).containsExactly("INFO costs 3");
    }
}
