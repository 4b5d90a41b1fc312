package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The agents and what happens to them, on the whole screen, with keys to steer them. */
final class Top extends ClientVerb {
    private static final int KEY_PATIENCE_MILLIS = 250;
    /** After so many times without a key the agents are looked at even if nothing has happened. */
    private static final int LOOK_EVERY = 4;
    /** What is not shown yet; of more the rest is left out. */
    private static final int MOST_NEWS = 1_000;

    private final Grammar.Value<String> filter = grammar()
            .text("--filter", "TEXT", "Begin with only the agents in whose name, group, state or node this is found.");
    private final Grammar.Value<String> node = nodeOption();
    private final BlockingQueue<JsonObject> events = new ArrayBlockingQueue<>(MOST_NEWS);
    private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(MOST_NEWS);

    Top(Surroundings surroundings) {
        super(surroundings, "top", "Watch and steer agents on the whole screen.", "Keys: " + TopView.KEYS);
        grammar().examples("  baton top", "  baton top --filter weather");
    }

    @Override
    int ask(Connection connection) throws NoAnswer {
        if (isJson() || !screen().isTerminal()) {
            throw NoAnswer.wrongUsage("top needs a terminal: in scripts use ps, stats or history --follow.");
        }
        TopModel model = new TopModel(filter.or(""));
        Reply first = connection.ask(new Command.Ps(List.of(), node.get()), PATIENCE);
        if (!first.isSuccess()) {
            return failed(first);
        }
        model.know(first.data());
        try (Connection listening = connectAgain();
                TopScreen top = TopScreen.open(screen())) {
            inBackground("baton-events", () -> listen(listening));
            watch(connection, model, top);
        }
        return ExitCodes.DONE;
    }

    private void watch(Connection connection, TopModel model, TopScreen top) throws NoAnswer {
        int quiet = 0;
        while (!model.isOver() && !top.isInterrupted()) {
            top.draw(model);
            Key key = top.nextKey(KEY_PATIENCE_MILLIS);
            if (key.equals(Key.NONE)) {
                quiet++;
            } else {
                model.press(key, top.pageLines());
                carryOut(model);
            }
            if (takeNews(model) || quiet >= LOOK_EVERY) {
                quiet = 0;
                Reply reply = connection.ask(new Command.Ps(List.of(), node.get()), PATIENCE);
                if (reply.isSuccess()) {
                    model.know(reply.data());
                } else {
                    model.say(reply.error());
                }
            }
        }
    }

    private boolean takeNews(TopModel model) {
        List<JsonObject> news = new ArrayList<>();
        events.drainTo(news);
        news.forEach(model::happened);
        List<String> said = new ArrayList<>();
        messages.drainTo(said);
        said.forEach(model::say);
        return !news.isEmpty() || !said.isEmpty();
    }

    /** On a thread and a connection of its own: to stop an agent may take long, and the rest of the screen lives on. */
    private void carryOut(TopModel model) {
        TopModel.Wish wish = model.takeWish();
        if (wish != null) {
            inBackground("baton-command", () -> steer(wish));
        }
    }

    private void steer(TopModel.Wish wish) {
        try (Connection connection = connectAgain()) {
            Reply reply =
                    connection.ask(new Command.Steer(wish.verb(), List.of(wish.agent()), true, wish.node()), null);
            if (!reply.isSuccess()) {
                tell(reply.error());
            }
            for (JsonObject outcome : Rows.of(reply.data(), "outcomes")) {
                tell(Steer.sentence(wish.verb(), outcome));
            }
        } catch (NoAnswer e) {
            tell(e.sentence());
        }
    }

    private void listen(Connection connection) {
        try {
            connection.follow(
                    new Command.History(TopModel.MOST_EVENTS, null, null, null, Map.of(), node.get()), reply -> {
                        if (!reply.isSuccess()) {
                            tell(reply.error());
                        }
                        Rows.of(reply.data(), "events").forEach(this::note);
                        return reply.isSuccess();
                    });
        } catch (NoAnswer e) {
            tell(e.sentence());
        }
    }

    private void note(JsonObject event) {
        if (TopModel.isLook(event)) {
            return; // Its own looks would make it look again, for ever.
        }
        while (!events.offer(event)) {
            events.poll();
        }
    }

    private void tell(String sentence) {
        messages.offer(sentence);
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
