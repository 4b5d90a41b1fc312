package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class Stats extends ClientVerb {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final String USUAL_INTERVAL = "2";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final Grammar.Value<String> interval =
            grammar().text("--interval", "SECONDS", "How long between two looks, such as 5 or 500ms (default: 2).");
    private final Grammar.Flag once = grammar().flag("Look once.", "--no-stream");

    private final Grammar.Value<String> node = nodeOption();
    private List<String> missing = List.of();

    Stats(Surroundings surroundings) {
        super(
                surroundings,
                "stats",
                "Show what agents and Baton itself use of the machine, again and again until Ctrl-C.",
                "The CPU share is that since somebody asked last; the memory of an agent that is a thread can't be told.");
        grammar()
                .examples(
                        "  baton stats",
                        "  baton stats --interval 5",
                        "  baton stats --no-stream --format json | jq '.data.agents[]|{agent_name, cpu_percent}'");
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        Duration length = TimeOption.read("--interval", interval.or(USUAL_INTERVAL));
        if (length.compareTo(SHORTEST) < 0) {
            throw CommandFailure.malformed("--interval is '" + interval.get() + "' but must be 100ms or more");
        }
        Screen screen = screen();
        Pause pause = new Pause();
        boolean goOn;
        do {
            Reply reply = connection.ask(new Command.Stats(node.get()), PATIENCE);
            if (!reply.isSuccess()) {
                return failed(reply);
            }
            show(reply, screen);
            goOn = screen.flush() && !once.isSet() && pause.lasting(length);
        } while (goOn);
        return ExitCodes.DONE;
    }

    private void show(Reply reply, Screen screen) {
        if (isJson()) {
            screen.line(once.isSet() ? JsonOutput.pretty(reply) : JsonOutput.line(reply));
        } else if (once.isSet() || !screen.isTerminal()) {
            UsageTable.of(reply.data()).print(screen);
        } else {
            List<String> lines = new ArrayList<>(UsageTable.of(reply.data()).lines(screen));
            Nodes.missing(reply.data()).forEach(sentence -> lines.add(Visible.of(sentence)));
            redraw(lines, screen);
            return;
        }
        sayNewsOfMissing(reply.data());
    }

    /** Once, not again with each look. */
    private void sayNewsOfMissing(JsonObject data) {
        List<String> names = Nodes.lacking(data).stream()
                .map(each -> Rows.text(each, "node"))
                .toList();
        if (!names.equals(missing)) {
            sayWhatIsMissing(data);
        }
        missing = names;
    }

    /** Over what is there, so that nothing flickers. */
    private static void redraw(List<String> table, Screen screen) {
        List<String> lines = new ArrayList<>();
        lines.add("AGENT STATS - Press Ctrl+C to stop");
        lines.addAll(table);
        int fits = screen.lines() - 1;
        if (lines.size() > fits) {
            int left = lines.size() - fits + 1;
            lines = new ArrayList<>(lines.subList(0, fits - 1));
            lines.add("(" + left + " more do not fit)");
        }
        screen.out().print(HOME);
        for (String line : lines) {
            screen.out().print(line + REST_OF_LINE + "\n");
        }
        screen.out().print(REST_OF_SCREEN);
    }
}
