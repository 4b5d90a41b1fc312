package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.PoolAgent;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lives that go wrong in every way an agent can think of. */
class WorkerBodyTest {
    private final LiveRuntime live = new LiveRuntime();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        never.countDown();
        live.close();
    }

    /** Notes its calls; a subclass lets one of them go wrong. */
    private class Noting extends Agent {
        @Override
        protected void setup() throws Exception {
            calls.add("setup");
        }

        @Override
        protected void execute() throws Exception {
            calls.add("execute");
        }

        @Override
        protected void onClose() throws Exception {
            calls.add("onClose");
        }
    }

    @Test
    void aLifeGoesFromSetupToOnClose() {
        Body body = live.start(Noting::new);

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
        assertThat(calls).containsExactly("setup", "execute", "onClose");
        assertThat(body.activity().cycles()).isEqualTo(1);
        assertThat(live.vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void leavesNoVerticleBehindHoweverShortItsLife() {
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            bodies.add(live.start(Noting::new));
        }

        bodies.forEach(live::ending);

        assertThat(live.vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void aConstructorThatThrowsEndsTheLifeBeforeItBegan() {
        Body body = live.start(() -> {
            throw new IllegalStateException("no");
        });

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(live.failedParts()).containsExactly("constructor");
    }

    @Test
    void onCloseIsCalledAlsoWhenSetupFails() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void setup() {
                throw new IllegalStateException("no");
            }
        });

        assertThat(live.ending(body).reason()).isEqualTo("setup threw java.lang.IllegalStateException: no");
        assertThat(calls).containsExactly("onClose");
    }

    @Test
    void anErrorOfTheMachineIsCriticalAndStillClosed() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() {
                throw new StackOverflowError();
            }
        });

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.CRITICAL);
        assertThat(calls).containsExactly("setup", "onClose");
    }

    @Test
    void aFailureOnTheWayOutIsAWarning() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void onClose() {
                throw new IllegalStateException("no");
            }
        });

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.WARNING);
        assertThat(live.failedParts()).containsExactly("onClose");
    }

    @Test
    void aRefusedConfigEndsTheLifeBeforeSetup() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void validate(Findings findings) {
                findings.error("city", "there is no such city");
                findings.warning("unit", "better not");
            }
        });

        assertThat(live.ending(body).reason())
                .contains("ERROR city: there is no such city")
                .doesNotContain("unit");
        assertThat(calls).isEmpty();
    }

    @Test
    void anAgentThatAwaitsItsStopEndsWell() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                assertThat(context().awaitStop(Duration.ofDays(1))).isTrue();
            }
        });
        live.awaitReady(body);

        body.stop();
        body.stop();

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
    }

    @Test
    void anAgentThatBlocksIsInterruptedAndEndsInWarning() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                never.await();
            }
        });
        live.awaitReady(body);
        body.stop();

        await().until(() -> {
            body.interrupt();
            return live.signals.stream().anyMatch(Signal.Ended.class::isInstance);
        });

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.WARNING);
        assertThat(calls).containsExactly("setup", "onClose");
    }

    @Test
    void anOnStopThatHangsDoesNotKeepTheStopSignalFromTheAgent() {
        CountDownLatch hanging = new CountDownLatch(1);
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                assertThat(context().awaitStop(Duration.ofDays(1))).isTrue();
            }

            @Override
            protected void onStop() throws Exception {
                hanging.countDown();
                never.await();
            }
        });
        live.awaitReady(body);
        body.stop();
        await().until(() -> hanging.getCount() == 0);

        body.interrupt();

        assertThat(live.ending(body).status().isSuccess()).isTrue();
    }

    @Test
    void onStopIsCalledBeforeTheStopSignalIsSeen() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                assertThat(context().awaitStop(Duration.ofDays(1))).isTrue();
                calls.add("saw the signal");
            }

            @Override
            protected void onStop() {
                calls.add("onStop, stopping: " + context().isStopping());
            }
        });
        live.awaitReady(body);

        body.stop();

        live.ending(body);
        assertThat(calls).containsExactly("setup", "onStop, stopping: false", "saw the signal", "onClose");
    }

    @Test
    void aStopBeforeTheGateIsPassedEndsTheLifeWithoutSetup() {
        Gates gates = new Gates();
        gates.setup().close();
        Body body = live.start(AgentSpec.of("a", "test", Noting::new), gates);
        await().until(() -> !live.vertx.deploymentIDs().isEmpty());

        body.stop();

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.WARNING);
        gates.setup().open();
        assertThat(calls).isEmpty();
    }

    @Test
    void aClosedExecuteGateHoldsAReadyAgent() {
        Gates gates = new Gates();
        gates.execute().close();
        Body body = live.start(AgentSpec.of("a", "test", Noting::new), gates);
        live.awaitReady(body);
        assertThat(calls).containsExactly("setup");

        gates.execute().open();

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
    }

    @Test
    void whatIsEmittedAfterTheEndIsDroppedAndCounted() {
        AtomicReference<@Nullable Agent> kept = new AtomicReference<>();
        Body body = live.start(() -> {
            Agent agent = new Noting() {
                @Override
                protected void execute() {
                    context().emit("IN_TIME", Map.of());
                }
            };
            kept.set(agent);
            return agent;
        });
        live.ending(body);

        Agent agent = kept.get();
        assertThat(agent).isNotNull();
        agent.context().emit("TOO_LATE", Map.of());

        assertThat(live.emitted()).containsExactly("IN_TIME");
        assertThat(body.activity().droppedEvents()).isEqualTo(1);
    }

    @Test
    void signalsComeInTheOrderThingsHappened() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void setup() {
                context().emit("IN_SETUP", Map.of());
            }

            @Override
            protected void execute() {
                for (int i = 0; i < 5000; i++) {
                    context().emit("AT_WORK", Map.of("i", i));
                }
            }
        });
        live.ending(body);

        assertThat(live.signals).hasSize(5003);
        assertThat(live.emitted().get(0)).isEqualTo("IN_SETUP");
        assertThat(live.signals.get(1)).isEqualTo(new Signal.Ready(body));
        assertThat(live.signals.get(5002)).isInstanceOf(Signal.Ended.class);
        for (int i = 0; i < 5000; i++) {
            assertThat(((Signal.Emitted) live.signals.get(i + 2)).data()).isEqualTo(Map.of("i", i));
        }
    }

    @Test
    void aPluginThatFailsIsNamedAndHidesNoOther() {
        AgentSpec spec = AgentSpec.of("a", "test", Noting::new)
                .withPlugin(plugin("first", false))
                .withPlugin(plugin("second", true))
                .withPlugin(plugin("third", true))
                .withPlugin(plugin("fourth", false));

        Body body = live.start(spec, new Gates());

        assertThat(live.ending(body).status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(live.failedParts()).containsExactly("plugin second", "plugin third");
        assertThat(calls)
                .containsExactly(
                        "first initialized for a", "fourth initialized for a", "fourth finished", "first finished");
    }

    @Test
    void pluginsAreThereFromSetupToOnClose() {
        AgentSpec spec = AgentSpec.of("a", "test", () -> new Noting() {
                    @Override
                    protected void onClose() {
                        calls.add("onClose with plugin: "
                                + context().plugin(NotingPlugin.class).isPresent());
                    }
                })
                .withPlugin(plugin("tracer", false));

        live.ending(live.start(spec, new Gates()));

        assertThat(calls)
                .containsExactly(
                        "tracer initialized for a", "setup", "execute", "onClose with plugin: true", "tracer finished");
    }

    @Test
    void anAgentCanWaitForAnAnswerOverTheEventBus() {
        live.vertx.eventBus().consumer("echo", message -> message.reply("echo of " + message.body()));
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                calls.add(context()
                        .<String>await(() -> context()
                                .vertx()
                                .eventBus()
                                .<String>request("echo", "me")
                                .map(Message::body)));
            }
        });

        assertThat(live.ending(body)).isEqualTo(Ending.SUCCESS);
        assertThat(calls).contains("echo of me");
    }

    @Test
    void whatAnAwaitedFutureFailsWithReachesTheAgent() {
        Body body = live.start(() -> new Noting() {
            @Override
            protected void execute() throws Exception {
                context().await(() -> context().vertx().eventBus().request("nobody", "me"));
            }
        });

        assertThat(live.ending(body).reason()).contains("NO_HANDLERS");
    }

    @Test
    void aMemberThatBlocksItsPoolIsToldToStopAllTheSame() {
        CountDownLatch inside = new CountDownLatch(1);
        Body body = live.start(() -> new PoolAgent() {
            @Override
            protected List<AgentSpec> members() {
                return List.of(
                        AgentSpec.of("waits", "test", () -> new Noting() {
                            @Override
                            protected void execute() throws Exception {
                                inside.countDown();
                                assertThat(context().awaitStop(Duration.ofDays(1)))
                                        .isTrue();
                            }
                        }),
                        AgentSpec.of("idle", "test", () -> new LoopingAgent() {
                            @Override
                            protected void cycle() {}
                        }));
            }
        });
        await().until(() -> inside.getCount() == 0);

        body.stop();

        assertThat(live.ending(body).status().isSuccess()).isTrue();
    }

    @Test
    void aPoolFailsWithItsMemberAndStopsTheOthers() {
        Body body = live.start(() -> new PoolAgent() {
            @Override
            protected List<AgentSpec> members() {
                return List.of(
                        AgentSpec.of("endless", "test", () -> new LoopingAgent() {
                            @Override
                            protected void cycle() {}
                        }),
                        AgentSpec.of("broken", "test", () -> new Noting() {
                            @Override
                            protected void execute() {
                                throw new IllegalStateException("no");
                            }
                        }));
            }
        });

        assertThat(live.ending(body))
                .isEqualTo(new Ending(
                        TerminationStatus.ERROR, "member broken: execute threw java.lang.IllegalStateException: no"));
        assertThat(live.failedParts()).containsExactly("member broken: execute");
    }

    private PluginSpec plugin(String name, boolean fails) {
        return PluginSpec.of(name, () -> new NotingPlugin(name, fails));
    }

    private final class NotingPlugin implements Plugin {
        private final String name;
        private final boolean fails;

        NotingPlugin(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void initialize(PluginOwner owner) {
            if (fails) {
                throw new IllegalStateException("no");
            }
            calls.add(name + " initialized for " + owner.name());
        }

        @Override
        public void finish(PluginOwner owner) {
            calls.add(name + " finished");
        }
    }
}
