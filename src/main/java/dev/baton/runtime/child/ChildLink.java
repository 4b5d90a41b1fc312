package dev.baton.runtime.child;

import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Begins one child, waits at the door until it is in, and reads what it says, on a thread of its own. Tells it on the
 * orchestrator's event loop, in order, and no faster than it is taken there: the child then has to wait.
 */
final class ChildLink implements Runnable {
    private static final int MOST_UNDER_WAY = 256;

    private final String agent;
    private final ProcessSpec process;
    private final Nursery nursery;
    private final Ear ear;
    private final EmitCredits credits;
    private final Mailbox<Runnable> inbox;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);

    /** Who is told what happens, on the orchestrator's event loop. */
    interface Ear {
        /** The process is there, and will be let in. */
        void begun(ProcessTree tree);

        /** It is in: it waits to be told what to do. */
        void connected(Line line);

        /** It says something. */
        void heard(FromChild said);

        /** It can't go on, and why. */
        void broken(String why);

        /** There is nothing more to hear; what else there was to tell has been told. Called once, last. */
        void silent();
    }

    private ChildLink(String agent, ProcessSpec process, Nursery nursery, Ear ear) {
        this.agent = agent;
        this.process = process;
        this.nursery = nursery;
        this.ear = ear;
        this.credits = EmitCredits.ofAgent(nursery.credits());
        this.inbox = new Mailbox<>(nursery.loop(), Runnable::run);
    }

    /** Begins a child for the agent called {@code agent}; what it emits is to be given {@link #credits()} back for. */
    static ChildLink start(String agent, ProcessSpec process, Nursery nursery, Ear ear) {
        ChildLink link = new ChildLink(agent, process, nursery, ear);
        Thread thread = new Thread(link, "baton-child-" + agent);
        thread.setDaemon(true);
        thread.start();
        return link;
    }

    /** Taken for each event before it is told. */
    EmitCredits credits() {
        return credits;
    }

    @Override
    public void run() {
        try {
            begin();
        } catch (Garbled e) {
            inbox.send(() -> ear.broken("its JVM said what could not be understood: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            inbox.send(() -> ear.broken(String.valueOf(e.getMessage())));
        } catch (Error e) {
            // Whoever waits for it would only hear that it is silent.
            inbox.send(() -> ear.broken(e.toString()));
        } finally {
            inbox.send(ear::silent);
        }
    }

    private void begin() throws IOException, InterruptedException {
        String secret = nursery.secrets().get();
        Line line;
        try (Door door = Door.open(process.surroundings().user())) {
            ProcessTree tree = fork(door);
            inbox.send(() -> ear.begun(tree));
            tree.exited().thenRun(door::close);
            tell(secret, tree);
            line = admit(door, tree, secret);
        }
        if (line != null) {
            try (line) {
                inbox.send(() -> ear.connected(line));
                read(line);
            }
        }
    }

    private ProcessTree fork(Door door) throws IOException, InterruptedException {
        Executable.Jvm jvm = (Executable.Jvm) process.executable();
        Launch launch = new Launch(
                JavaCommand.of(jvm, nursery.mainClass(), door.path()),
                withInput(process.surroundings()),
                Map.of(),
                agent);
        try {
            return nursery.trees().begin(launch).toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable why = e.getCause();
            throw new IOException(
                    "it can't be started: " + (why instanceof IOException ? why.getMessage() : String.valueOf(why)),
                    why);
        }
    }

    private static Surroundings withInput(Surroundings given) {
        return new Surroundings(
                given.env(),
                given.envFiles(),
                given.inheritEnv(),
                given.workingDir(),
                given.user(),
                given.umask(),
                given.nice(),
                given.limits(),
                Stdin.PIPED);
    }

    /** By its standard input, which nobody else can read, unlike arguments. */
    private void tell(String secret, ProcessTree tree) {
        try {
            OutputStream stdin = tree.stdin();
            stdin.write((secret + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            if (process.surroundings().stdin() == Stdin.CLOSED) {
                stdin.close();
            }
        } catch (IOException e) {
            // It has ended already, which is told elsewhere.
        }
    }

    private static @Nullable Line admit(Door door, ProcessTree tree, String secret) throws IOException {
        try {
            return door.admit(tree.pid(), secret);
        } catch (IOException e) {
            if (tree.exited().toCompletableFuture().isDone()) {
                return null;
            }
            throw e;
        }
    }

    private void read(Line line) throws IOException, InterruptedException {
        try {
            for (Record said = line.read(Line.LONGEST); said != null; said = line.read(Line.LONGEST)) {
                take((FromChild) said);
            }
        } catch (Garbled e) {
            throw e;
        } catch (IOException e) {
            // A connection that is reset when a process ends has ended, too.
        }
    }

    private void take(FromChild said) throws InterruptedException {
        if (said instanceof FromChild.Logged logged) {
            logged.line().tell();
            return;
        }
        if (said instanceof FromChild.Emitted) {
            credits.take();
        }
        room.acquire();
        inbox.send(() -> {
            room.release();
            ear.heard(said);
        });
    }
}
