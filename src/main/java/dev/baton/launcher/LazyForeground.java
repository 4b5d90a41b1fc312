package dev.baton.launcher;

import dev.baton.cli.Foreground;
import dev.baton.logging.PlainLogback;
import java.io.PrintStream;
import java.util.Map;

/** Loads what running agents takes only when agents are to be run: most command lines only ask somebody else. */
final class LazyForeground implements Foreground {
    private static final String VERTX_LOGGING = "vertx.logger-delegate-factory-class-name";
    private static final String NETTY_FLIGHT_RECORDER = "io.netty.jfr.enabled";
    private static final String CONVERTERS = "picocli.converters.excludes";
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";
    /** What the JDK takes on Linux when nobody has another. */
    private static final String SELECTORS_OF_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private final PrintStream out;
    private final PrintStream err;
    private final HeadStart ahead;
    private final Map<String, String> environment;

    LazyForeground(PrintStream out, PrintStream err, HeadStart ahead, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.ahead = ahead;
        this.environment = environment;
    }

    /** Before anything else in a process of Baton's own. */
    static void begin() {
        NativeLibraries.take();
        // Picocli would look up how to read such classes, of which no option is one.
        if (System.getProperty(CONVERTERS) == null) {
            System.setProperty(CONVERTERS, "java\\.sql\\..*,java\\.time\\..*");
        }
        quiet();
    }

    /** What Vert.x says in a process of its own goes where Baton's own lines go; a short command has nothing to say. */
    private static void quiet() {
        System.setProperty(VERTX_LOGGING, "io.vertx.core.logging.JULLogDelegateFactory");
        // To find that nobody has another for its socket, the JDK reads the table of contents of the whole jar, which
        // takes a tenth of a short command.
        if (System.getProperty(SELECTORS) == null && isPartOfJava(SELECTORS_OF_LINUX)) {
            System.setProperty(SELECTORS, SELECTORS_OF_LINUX);
        }
    }

    private static boolean isPartOfJava(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static void loud() {
        PlainLogback.choose();
        System.clearProperty(VERTX_LOGGING);
        if (SELECTORS_OF_LINUX.equals(System.getProperty(SELECTORS))) {
            System.clearProperty(SELECTORS);
        }
        // Netty brings up the flight recorder at the first buffer, to have its events in recordings; that is a tenth of
        // a start.
        if (System.getProperty(NETTY_FLIGHT_RECORDER) == null) {
            System.setProperty(NETTY_FLIGHT_RECORDER, "false");
        }
    }

    @Override
    public int run(Request request) {
        loud();
        return new ForegroundRun(out, err, ahead, environment).run(request);
    }

    @Override
    public int runNodes(Request request, Nodes nodes) {
        loud();
        return new ForegroundRun(out, err, ahead, environment).runNodes(request, nodes);
    }

    @Override
    public int create(Create request) {
        return new NewProject(out, err).create(request);
    }

    @Override
    public int importFile(Import request) {
        return new ImportedFile(out, err).write(request);
    }

    @Override
    public int validate(Request request) {
        loud();
        return new ForegroundRun(out, err, ahead, environment).validate(request);
    }
}
