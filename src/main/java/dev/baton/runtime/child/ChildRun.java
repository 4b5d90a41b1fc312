package dev.baton.runtime.child;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginClass;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.Supervision;
import dev.baton.logging.LogRecord;
import dev.baton.logging.Logging;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The run of a JVM that is there for one agent: asks its parent what to do, has the agent live, and ends the JVM when the
 * agent has ended, or at once when the parent is gone.
 */
public final class ChildRun {
    private static final int PARENT_GONE = 1;

    private final Line line;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    private ChildRun(Line line, InstantSource clock, LongSupplier nanoTime) {
        this.line = line;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Does not return but when there is no parent: the JVM ends while the calling thread listens.
     *
     * @param socket where the parent waits
     * @param secret by which it knows its child
     * @param vertx makes the agent's Vert.x, given who wants to know which addresses of its event bus somebody listens to
     * @param clock the wall clock
     * @param nanoTime a clock that never goes back
     * @throws IOException if the parent can't be reached or understood
     */
    public static void run(
            Path socket,
            String secret,
            Function<LocalAddresses, Vertx> vertx,
            InstantSource clock,
            LongSupplier nanoTime)
            throws IOException {
        try (Line line = Door.knock(socket, secret)) {
            if (line.read(Line.LONGEST) instanceof ToChild.Begin begin) {
                new ChildRun(line, clock, nanoTime).live(begin, vertx);
            }
        }
    }

    private void live(ToChild.Begin begin, Function<LocalAddresses, Vertx> factory) throws IOException {
        Logging logging = Logging.relay(begin.level(), this::encode, this::relay);
        LocalAddresses addresses = new LocalAddresses();
        Vertx vertx = factory.apply(addresses);
        Outbox outbox = Outbox.start("baton-to-parent", line);
        Context loop = vertx.getOrCreateContext();
        ChildMail mail = new ChildMail(vertx, addresses, outbox);
        Inmate inmate = new Inmate(begin, vertx, loop, mail, outbox, logging, clock, nanoTime);
        loop.runOnContext(ignored -> {
            try {
                inmate.begin(spec(begin), begin.classes().isEmpty() ? loader() : loader(begin));
            } catch (IllegalArgumentException | MalformedURLException e) {
                inmate.refused(e);
            }
        });
        obey(inmate, mail, loop);
    }

    /** Until the parent is gone, and then this JVM has no business any more, whatever its agent is doing. */
    private void obey(Inmate inmate, ChildMail mail, Context loop) {
        try {
            for (Record told = line.read(Line.LONGEST); told != null; told = line.read(Line.LONGEST)) {
                Record what = told;
                if (what instanceof ToChild.Delivers delivers) {
                    mail.delivered(delivers);
                } else if (what instanceof ToChild.Answers answers) {
                    mail.answered(answers);
                } else {
                    loop.runOnContext(ignored -> inmate.told(what));
                }
            }
        } catch (IOException e) {
            // As good as gone.
        } finally {
            Runtime.getRuntime().halt(PARENT_GONE);
        }
    }

    // ---------------------------------------------------------------------------------------------- what it is to be

    private static AgentSpec spec(ToChild.Begin begin) throws MalformedURLException {
        ClassLoader loader = begin.classes().isEmpty() ? loader() : loader(begin);
        AgentSpec spec = AgentSpec.of(begin.name(), AgentClass.load(begin.type(), loader))
                .withConfig(new JsonObject(begin.config()))
                .withThreading(begin.threading())
                .withSupervision(Supervision.DEFAULT.withLiveness(begin.isWatched() ? Duration.ofDays(1) : null));
        for (ToChild.PluginPart plugin : begin.plugins()) {
            spec = spec.withPlugin(
                    PluginSpec.of(PluginClass.load(plugin.type(), loader), new JsonObject(plugin.config())));
        }
        return spec;
    }

    private static ClassLoader loader() {
        return ChildRun.class.getClassLoader();
    }

    private static ClassLoader loader(ToChild.Begin begin) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String each : begin.classes()) {
            urls.add(URI.create(each).toURL());
        }
        return new URLClassLoader("agents", urls.toArray(URL[]::new), loader());
    }

    // ---------------------------------------------------------------------------------------------- its log

    private byte[] encode(LogRecord record) {
        return line.encode(new FromChild.Logged(record));
    }

    private void relay(List<byte[]> lines) {
        ByteBuffer all =
                ByteBuffer.allocate(lines.stream().mapToInt(each -> each.length).sum());
        lines.forEach(all::put);
        try {
            line.send(all.array());
        } catch (IOException e) {
            // The parent is gone, which ends this JVM.
        }
    }
}
