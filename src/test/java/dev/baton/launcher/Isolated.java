package dev.baton.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.agent.Agent;
import dev.baton.agent.EventAgent;
import dev.baton.agent.LoopingAgent;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginOwner;
import dev.baton.agent.ScheduledAgent;
import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Agents that are to do the same in a thread and in a JVM of their own. */
public final class Isolated {
    private Isolated() {}

    /** Says all that an event can hold, and how far it is. */
    public static final class Talker extends Agent {
        @Override
        protected void execute() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("text", "ünïcode \uD83D\uDE00");
            data.put("int", 1);
            data.put("long", 2L);
            data.put("short", (short) 3);
            data.put("byte", (byte) 4);
            data.put("float", 5.5f);
            data.put("double", 6.25);
            data.put("big", new BigInteger("123456789012345678901234567890"));
            data.put("decimal", new BigDecimal("1.10"));
            data.put("flag", true);
            data.put("nothing", null);
            data.put("list", List.of(1, "two", List.of(3L)));
            data.put("map", Map.of("inner", Map.of("deep", -1)));
            context().emit("TALKED", data);
            context().progress(7, -1, "seven");
            context()
                    .emit(
                            "KNOWN",
                            Map.of(
                                    "name",
                                    context().name(),
                                    "incarnation",
                                    context().incarnation(),
                                    "city",
                                    context().config().getString("city"),
                                    "stopping",
                                    context().isStopping()));
        }
    }

    /** Counts its cycles, aloud. */
    public static final class Loop extends LoopingAgent {
        private int cycle;

        @Override
        protected void cycle() {
            context().emit("CYCLE", Map.of("number", ++cycle));
        }
    }

    /** Counts its calls, aloud. */
    public static final class Tick extends PeriodicAgent {
        private int call;

        @Override
        protected void runner() {
            context().emit("CALL", Map.of("number", ++call));
        }
    }

    /** Says that it was called. */
    public static final class Cron extends ScheduledAgent {
        @Override
        protected void runner() {
            context().emit("CALL", Map.of());
        }
    }

    /** Says what it is told, and answers. */
    public static final class Clerk extends EventAgent {
        @Override
        protected void onEvent(Message<Object> message) {
            context()
                    .emit(
                            "TOLD",
                            Map.of(
                                    "body", String.valueOf(message.body()),
                                    "header", String.valueOf(message.headers().get("h")),
                                    "sent", message.isSend()));
            if ("fail".equals(message.body())) {
                message.fail(42, "as asked");
            } else {
                message.reply(new JsonObject().put("thanks", String.valueOf(message.body())));
            }
        }
    }

    /** Asks by the event bus, and says what it was answered. */
    public static final class Customer extends Agent {
        @Override
        protected void execute() throws Exception {
            context()
                    .vertx()
                    .eventBus()
                    .publish("news", new JsonObject().put("from", context().name()));
            Object answer = context()
                    .await(() -> context().vertx().eventBus().<Object>request("orders", "bread"))
                    .body();
            context().emit("ANSWERED", Map.of("body", String.valueOf(answer)));
            try {
                context().await(() -> context().vertx().eventBus().<Object>request("nobody", "bread"));
            } catch (Exception e) {
                context().emit("REFUSED", Map.of("type", e.getClass().getName(), "message", e.getMessage()));
            }
            try {
                context().await(() -> context().vertx().eventBus().<Object>request("orders", "fail"));
            } catch (Exception e) {
                context().emit("REFUSED", Map.of("type", e.getClass().getName(), "message", e.getMessage()));
            }
        }
    }

    /** Fails where its config says. */
    public static final class Failing extends Agent {
        @Override
        protected void validate(Findings findings) {
            if (at("validate")) {
                findings.error("where", "must not be there");
                findings.warning("other", "is odd");
            }
        }

        @Override
        protected List<Plugin> plugins() {
            return List.of(new Own(at("initialize"), at("finish")));
        }

        @Override
        protected void setup() throws Exception {
            context().emit("SETTING_UP", Map.of());
            failAt("setup");
        }

        @Override
        protected void execute() throws Exception {
            failAt("execute");
            if (at("error")) {
                throw new OutOfMemoryError("not really");
            }
        }

        @Override
        protected void onClose() throws Exception {
            failAt("onClose");
        }

        private boolean at(String part) {
            return part.equals(context().config().getString("where"));
        }

        private void failAt(String part) throws Exception {
            if (at(part)) {
                throw new java.io.IOException("failed in " + part);
            }
        }
    }

    /** Can't be made but for validation. */
    public static final class Unmade extends Agent {
        @Override
        protected void execute() {}
    }

    /** A plugin that an agent brings along. */
    public static final class Own implements Plugin {
        private final boolean failsFirst;
        private final boolean failsLast;

        Own(boolean failsFirst, boolean failsLast) {
            this.failsFirst = failsFirst;
            this.failsLast = failsLast;
        }

        @Override
        public void initialize(PluginOwner owner) {
            if (failsFirst) {
                throw new IllegalStateException("no " + owner.name());
            }
        }

        @Override
        public void finish(PluginOwner owner) {
            if (failsLast) {
                throw new IllegalStateException("no end");
            }
        }
    }

    /** A plugin that is named in the specification. */
    public static final class Given implements Plugin {
        String seen = "";

        @Override
        public void initialize(PluginOwner owner) {
            seen = owner.name() + " " + owner.config().encode();
        }
    }

    /** Says what its plugin has seen. */
    public static final class Plugged extends Agent {
        @Override
        protected void execute() {
            context()
                    .emit("PLUGIN", Map.of("seen", context().plugin(Given.class).orElseThrow().seen));
        }
    }

    /** Comes to an end that no thread can come to, the one that its config says. */
    public static final class Doomed extends Agent {
        @Override
        protected void setup() throws Exception {
            if (at("hang")) {
                Thread.currentThread().join();
            }
        }

        @Override
        protected void execute() throws Exception {
            if (at("exit")) {
                System.exit(7);
            }
            if (at("memory")) {
                List<byte[]> hoard = new ArrayList<>();
                while (hoard.size() < Integer.MAX_VALUE) {
                    hoard.add(new byte[1 << 20]);
                }
            }
            if (at("garbage")) {
                corrupt();
            }
            if (at("forgery")) {
                forge();
            }
            context().emit("DOOMED", Map.of());
            while (true) {
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    context().logger().debug("ignored");
                }
            }
        }

        /** Gets around what {@code emit} checks. */
        private void forge() throws Exception {
            Method send = context().getClass().getDeclaredMethod("send", String.class, Map.class);
            send.setAccessible(true);
            send.invoke(context(), "AGENT_TERMINATED", Map.of("status", "SUCCESS"));
        }

        /** Writes over whatever connection this JVM has to its parent. */
        private static void corrupt() throws Exception {
            for (String fd : Objects.requireNonNull(new File("/proc/self/fd").list())) {
                FileDescriptor descriptor = new FileDescriptor();
                Field number = FileDescriptor.class.getDeclaredField("fd");
                number.setAccessible(true);
                number.setInt(descriptor, Integer.parseInt(fd));
                Path target = Path.of("/proc/self/fd/" + fd);
                if (Files.isSymbolicLink(target)
                        && Files.readSymbolicLink(target).toString().startsWith("socket:")) {
                    new FileOutputStream(descriptor)
                            .write("This is no message, whatever one may think of it.".getBytes(UTF_8));
                }
            }
        }

        private boolean at(String end) {
            return end.equals(context().config().getString("end"));
        }
    }

    /** Logs and emits as fast as it can. */
    public static final class Flood extends Agent {
        @Override
        protected void execute() {
            long many = context().config().getLong("many");
            String long1 = "x".repeat(1000);
            for (int i = 0; i < many; i++) {
                context().emit("DROP", Map.of("number", i, "text", long1));
                context().logger().info("line {} {}", i, long1);
            }
        }
    }

    /** Logs all that can be logged. */
    public static final class Logger extends Agent {
        @Override
        protected void execute() {
            context().logger().debug("not of interest");
            context().logger().success("done {}", 1);
            context()
                    .logger()
                    .atWarn()
                    .addKeyValue("count", 3)
                    .addKeyValue("word", "w")
                    .log("facts");
            Exception thrown = new IllegalStateException("outer\nline", new java.io.IOException("inner"));
            thrown.addSuppressed(new RuntimeException("aside"));
            context().logger().critical("broken", thrown);
            org.slf4j.LoggerFactory.getLogger("com.acme.Library").error("from a library");
        }
    }

    /** Waits for its stop, in the way that its config says. */
    public static final class Waiting extends Agent {
        @Override
        protected void execute() throws Exception {
            context().unhealthy("it only waits");
            if (context().config().getBoolean("deaf", false)) {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            } else {
                while (!context().awaitStop(Duration.ofMinutes(1))) {
                    context().heartbeat();
                }
            }
            context().emit("WAITED", Map.of("stopping", context().isStopping()));
        }

        @Override
        protected void onStop() {
            context().emit("ASKED", Map.of("stopping", context().isStopping()));
        }
    }
}
