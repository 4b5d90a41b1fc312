package dev.baton.rehearsal;

import dev.baton.event.EventNames;
import dev.baton.lifecycle.Ending;
import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.Signal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Hears what an agent tells, in the orchestrator's place, and remembers it. Safe to use from any thread. */
final class Witness {
    private final List<Emitted> events = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean ready;
    private volatile @Nullable Ending ending;

    /** An agent may wait for its credits on the one thread there is, so they are given back at once. */
    synchronized void hear(Signal signal) {
        if (signal instanceof Signal.Ready) {
            ready = true;
        } else if (signal instanceof Signal.Failed failed) {
            failures.add(failed.message());
        } else if (signal instanceof Signal.Ended ended) {
            ending = ended.ending();
        } else if (signal instanceof Signal.Emitted emitted) {
            keep(emitted.event(), emitted.data());
            EmitCredits credits = emitted.credits();
            if (credits != null) {
                credits.giveBack();
            }
        }
    }

    private void keep(String event, Map<String, Object> data) {
        // By way of text, as an event that leaves the process.
        JsonObject json = new JsonObject(new JsonObject(data).encode());
        switch (event) {
            case EventNames.AGENT_PROGRESS ->
                progress.add(new Progress(json.getLong("done"), json.getLong("total"), json.getString("text")));
            case EventNames.AGENT_HEARTBEAT, EventNames.AGENT_UNHEALTHY, EventNames.AGENT_HEALTHY -> {
                // That it is alive, and how well, is seen otherwise.
            }
            default -> events.add(new Emitted(event, json));
        }
    }

    boolean isReady() {
        return ready;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    List<Emitted> events() {
        return List.copyOf(events);
    }

    List<Progress> progress() {
        return List.copyOf(progress);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
