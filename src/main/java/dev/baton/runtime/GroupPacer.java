package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Cadence;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the members of a pool side by side on the pool's context: each has a life and a cadence of its own, and they take
 * turns. The pool ends when all members have; one that fails for good takes the others with it.
 */
final class GroupPacer extends Pacer {
    private static final long REBOOT_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Cadence.Group group;
    /** By name; changed on the pool's context, read by whoever stops the pool. */
    private final Map<String, AgentLife> lives = new ConcurrentHashMap<>();

    private final Set<Reboot> reboots = new LinkedHashSet<>();
    private Ending worst = Ending.SUCCESS;
    private boolean stopping;

    GroupPacer(AgentLife life, Cadence.Group group) {
        super(life, group.limit());
        this.group = group;
    }

    @Override
    void start() {
        group.members().forEach(this::launch);
        endIfEmpty();
    }

    @Override
    String kind() {
        return "pool";
    }

    @Override
    boolean canPause() {
        return false;
    }

    @Override
    void next() {
        // The members have cadences of their own.
    }

    @Override
    void stop() {
        stopping = true;
        cancelReboots();
        stopAsked();
        endIfEmpty();
    }

    /** A member at work would keep the pool's context from telling the others, so all are told at once. */
    @Override
    void stopAsked() {
        lives.values().forEach(AgentLife::stop);
    }

    @Override
    void press() {
        lives.values().forEach(member -> member.press(null));
    }

    @Override
    void cancel() {
        cancelReboots();
    }

    private void launch(AgentSpec member) {
        AgentLife created = new AgentLife(member, life().name() + '.' + member.name(), new MemberStage(), new Gates());
        lives.put(member.name(), created);
        life().stage().post(created::begin);
        if (life().stopSignal().isGiven()) {
            created.stop();
        }
    }

    private void memberEnded(AgentLife member, Ending ending) {
        lives.remove(member.spec().name());
        if (ending.status().isSuccess()) {
            worst = worst.worse(named(member, ending));
        } else if (group.autoReboot() && !stopping) {
            reboots.add(new Reboot(member.spec()));
            return;
        } else {
            worst = worst.worse(named(member, ending));
            stop();
            return;
        }
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (lives.isEmpty() && reboots.isEmpty()) {
            life().close(worst);
        }
    }

    private void cancelReboots() {
        reboots.forEach(life().stage().services().wheel()::cancel);
        reboots.clear();
    }

    private static Ending named(AgentLife member, Ending ending) {
        if (ending.status() == TerminationStatus.SUCCESS) {
            return ending;
        }
        return new Ending(ending.status(), "member " + member.spec().name() + ": " + ending.reason());
    }

    /** A failed member that starts anew in a while. */
    private final class Reboot extends TimingWheel.Timeout {
        private final AgentSpec member;

        Reboot(AgentSpec member) {
            this.member = member;
            TimingWheel wheel = life().stage().services().wheel();
            wheel.set(this, wheel.now() + REBOOT_PAUSE_NANOS);
        }

        @Override
        protected void fire() {
            life().stage().post(() -> {
                if (reboots.remove(this)) {
                    launch(member);
                }
            });
        }
    }

    /** The pool's stage as a member sees it: what it says is said in the pool's name. */
    private final class MemberStage implements Stage {
        private final Stage pool = life().stage();

        @Override
        public AgentServices services() {
            return pool.services();
        }

        @Override
        public long incarnation() {
            return pool.incarnation();
        }

        @Override
        public AgentLogger logger(String name) {
            return pool.logger(name);
        }

        @Override
        public boolean awaitStop(AgentLife member, Duration longest) throws InterruptedException {
            return pool.awaitStop(member, longest);
        }

        @Override
        public void post(Runnable step) {
            pool.post(step);
        }

        @Override
        public void passedGate(AgentLife member) {
            // The gates of members are always open.
        }

        @Override
        public void ready(AgentLife member) {
            // The pool is ready when it is, not when its members are.
        }

        @Override
        public void paused(AgentLife member) {
            // Members are not paused one by one.
        }

        @Override
        public void beat() {
            pool.beat();
        }

        /** The pool's trouble is that of the member who spoke last. */
        @Override
        public void trouble(AgentLife member, String trouble) {
            pool.trouble(
                    life(), trouble.isEmpty() ? "" : "member " + member.spec().name() + ": " + trouble);
        }

        @Override
        public void failed(AgentLife member, String part, @Nullable Throwable thrown, String message) {
            String name = "member " + member.spec().name();
            pool.failed(life(), name + ": " + part, thrown, name + ": " + message);
        }

        @Override
        public void emitted(AgentLife member, String event, Map<String, Object> data, EmitCredits credits) {
            Map<String, Object> more = new LinkedHashMap<>(data);
            more.put(AgentEvents.MEMBER, member.spec().name());
            pool.emitted(life(), event, more, credits);
        }

        @Override
        public void ended(AgentLife member, Ending ending) {
            memberEnded(member, ending);
        }
    }
}
