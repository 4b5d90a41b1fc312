package dev.baton.control.systemd;

import dev.baton.event.Event;
import dev.baton.event.EventBusChannel;
import dev.baton.event.EventNames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd how Baton is, from its deployment to its undeployment. Deploy it as an ordinary verticle, before the agents are
 * registered. Its methods may be called from any thread, and don't wait.
 *
 * <p>Words for {@code systemctl status} follow from events, a second after the first that may have changed them, and are sent only
 * when they are others than before.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify(3)</a>
 */
public final class SystemdNotifier extends VerticleBase {
    private static final long PAUSE_MILLIS = 1_000;

    private final EventBusChannel events;
    private final Invitation invitation;
    private final NotifyChannel channel;
    private final Service service;
    private final LongSupplier nanoTime;
    private final Outbox outbox;
    private String status = "";
    private boolean isDue;
    private boolean isReady;
    private int reloads;
    private @Nullable String stopReason;

    /**
     * A notifier that isn't deployed yet.
     *
     * @param channel leads to the invitation's socket, and is closed in the end
     * @param nanoTime the system's monotonic clock, for systemd to compare with its own
     */
    public SystemdNotifier(
            EventBusChannel events,
            Invitation invitation,
            NotifyChannel channel,
            Service service,
            LongSupplier nanoTime) {
        this.events = events;
        this.invitation = invitation;
        this.channel = channel;
        this.service = service;
        this.nanoTime = nanoTime;
        this.outbox = new Outbox(channel::say);
    }

    @Override
    public Future<?> start() {
        if (invitation.watchdog() != null) {
            Watchdog watchdog = new Watchdog(service::respond, this::onContext, () -> channel.say("WATCHDOG=1"));
            vertx.setPeriodic(Math.max(1, invitation.watchdog().toMillis() / 2), timer -> watchdog.ask());
        }
        return events.subscribe(this::happened).completion();
    }

    @Override
    public Future<?> stop() {
        channel.close();
        return Future.succeededFuture();
    }

    /** The start is complete. */
    public void ready() {
        service.tally()
                .onComplete(tally -> onContext(() -> {
                    isReady = true;
                    say("READY=1", tally.succeeded() ? tally.result().words() : status);
                    if (stopReason != null) {
                        // Of a service that was never ready systemd thinks that it has failed.
                        sayStopping();
                    }
                }));
    }

    /** The config is about to be read again. To be followed by {@link #reloaded}, whatever came of it. Not told before it is ready. */
    public void reloading() {
        onContext(() -> {
            reloads++;
            if (isReady && stopReason == null) {
                say("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong()), status);
            }
        });
    }

    /** Everything is as the config says, or as it was before. */
    public void reloaded() {
        onContext(() -> {
            reloads--;
            if (reloads == 0 && isReady && stopReason == null) {
                say("READY=1", status);
            }
        });
    }

    /** These are the last words; completes when they have been said, as far as systemd could be told. */
    public Future<Void> end(String words) {
        Promise<Void> said = Promise.promise();
        boolean isThere = onContext(() -> {
            sayStatus(words);
            said.complete();
        });
        return isThere ? said.future() : Future.succeededFuture();
    }

    private void happened(Event event) {
        if (event.name().equals(EventNames.SHUTDOWN) && stopReason == null) {
            stopReason = String.valueOf(event.data().get("reason"));
            if (isReady) {
                sayStopping();
            }
        }
        if (EventNames.canChangeState(event.name())) {
            lookLater();
        }
    }

    /** Asks for the time that the stop may take, so that a unit need not know Baton's config. */
    private void sayStopping() {
        long micros = TimeUnit.NANOSECONDS.toMicros(service.longestStop().toNanos());
        say("STOPPING=1\nEXTEND_TIMEOUT_USEC=" + micros, stopping());
    }

    private String stopping() {
        return "Stopping (" + stopReason + ")";
    }

    private void lookLater() {
        if (!isDue) {
            isDue = true;
            vertx.setTimer(PAUSE_MILLIS, timer -> {
                isDue = false;
                look();
            });
        }
    }

    private void look() {
        outbox.flush();
        if (!outbox.isEmpty()) {
            // What it would say now is old when there is room.
            lookLater();
            return;
        }
        service.tally()
                .onSuccess(tally -> onContext(() -> {
                    if (isReady) {
                        sayStatus(stopReason == null ? tally.words() : stopping() + ": " + tally.words());
                    }
                }));
    }

    private void sayStatus(String words) {
        if (!words.equals(status)) {
            status = words;
            say(statusLine(words));
        }
    }

    private void say(String lines, String words) {
        if (words.equals(status)) {
            say(lines);
        } else {
            status = words;
            say(lines + '\n' + statusLine(words));
        }
    }

    private void say(String lines) {
        outbox.say(lines);
        if (!outbox.isEmpty()) {
            lookLater();
        }
    }

    /** What comes from elsewhere must not begin a line of its own. */
    private static String statusLine(String words) {
        return "STATUS=" + words.replaceAll("\\p{Cntrl}", " ");
    }

    private boolean onContext(Runnable task) {
        try {
            context.runOnContext(now -> task.run());
            return true;
        } catch (RejectedExecutionException closed) {
            // Vert.x has ended; so will the process.
            return false;
        }
    }
}
