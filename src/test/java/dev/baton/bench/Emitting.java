package dev.baton.bench;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentContext;
import dev.baton.event.Event;
import dev.baton.history.HistoryStatistics;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** One agent that emits, with the history and one listener: a Baton as an embedding application has it. */
final class Emitting {
    static final String EVENT = "ORDER_PAID";

    private Emitting() {}

    /** What the agent does; in its thread. */
    interface Work {
        void emit(AgentContext context) throws Exception;
    }

    /** Lets an agent do {@code work} and waits until all that it emitted has been told; fails if the history lacks any. */
    static void run(Vertx vertx, int events, Work work, Consumer<Event> listener) {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.of(1, RunMode.DAEMON))
                .registerAgent("emitter", () -> new Emitter(work))
                .onEvent(EVENT, listener);
        baton.start().await();
        baton.agent("emitter").closed().await();
        HistoryStatistics statistics = baton.history().statistics().await();
        baton.stop().await();
        long remembered = statistics.byType().getOrDefault(EVENT, 0L);
        if (remembered != events) {
            throw new IllegalStateException("the history knows of " + remembered + " events of " + events);
        }
    }

    private static final class Emitter extends Agent {
        private final Work work;

        Emitter(Work work) {
            this.work = work;
        }

        @Override
        protected void execute() throws Exception {
            work.emit(context());
        }
    }
}
