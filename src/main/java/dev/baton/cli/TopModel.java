package dev.baton.cli;

import dev.baton.command.CommandCatalogue;
import dev.baton.command.Role;
import dev.baton.lifecycle.Verb;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code top} shows, and what keys do to it; knows nothing of a terminal. */
final class TopModel {
    /** How many events are kept to be shown. */
    static final int MOST_EVENTS = 50;

    private static final String COMMAND_EXECUTED = "COMMAND_EXECUTED";
    private static final Pattern COMMAND = Pattern.compile("\"command\":\"([a-z-]+)\"");

    private final Deque<JsonObject> events = new ArrayDeque<>();
    private JsonObject data = new JsonObject();
    private List<JsonObject> shown = List.of();
    private String filter;
    private boolean editing;
    private @Nullable Spot selected;
    private String message = "";
    private @Nullable Wish asked;
    private @Nullable Wish wish;
    private boolean over;

    TopModel(String filter) {
        this.filter = filter;
    }

    /** What is to be done to whom. */
    record Wish(Verb verb, String agent, @Nullable String node) {
        /** Outside a cluster. */
        Wish(Verb verb, String agent) {
            this(verb, agent, null);
        }
    }

    /**
     * One agent.
     *
     * @param node where, null outside a cluster
     */
    private record Spot(String agent, @Nullable String node) {
        @Override
        public String toString() {
            return "'" + agent + (node == null ? "'" : "' on " + node);
        }
    }

    /** The agents as they are, as {@code ps} tells them. */
    void know(JsonObject newData) {
        data = newData;
        choose();
    }

    private void choose() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        List<JsonObject> chosen = new ArrayList<>();
        for (JsonObject row : Rows.of(data, "agents")) {
            String text = Rows.text(row, "agent_name") + "\n" + Rows.text(row, "group") + "\n"
                    + Rows.text(row, "lifecycle_state")
                    + (Nodes.isCluster(data) ? "\n" + Rows.text(row, "node") : "");
            if (text.toLowerCase(Locale.ROOT).contains(wanted)) {
                chosen.add(row);
            }
        }
        shown = chosen;
        if (selectedIndex() < 0) {
            selected = shown.isEmpty() ? null : spot(shown.get(0));
        }
    }

    /** Whether somebody has only looked, which changes nothing that is shown. */
    static boolean isLook(JsonObject event) {
        if (!Rows.text(event, "event_name").equals(COMMAND_EXECUTED)
                || !Rows.text(event, "severity").equals("INFO")) {
            return false;
        }
        // Long data is the beginning of its text only, but the command stands in front.
        Matcher command = COMMAND.matcher(String.valueOf(event.getValue("data")));
        return command.find() && CommandCatalogue.needs(command.group(1)) == Role.VIEWER;
    }

    void happened(JsonObject event) {
        events.addLast(event);
        if (events.size() > MOST_EVENTS) {
            events.removeFirst();
        }
    }

    void say(String sentence) {
        message = sentence;
    }

    /** Does what {@code key} is for; a page is {@code page} agents. */
    void press(Key key, int page) {
        if (editing) {
            edit(key);
        } else if (asked != null) {
            wish = key.character() == 'y' ? asked : null;
            message = "";
            asked = null;
        } else if (key.name().isEmpty()) {
            command(key.character());
        } else {
            move(key, page);
        }
    }

    private void edit(Key key) {
        if (key.equals(Key.ENTER)) {
            editing = false;
        } else if (key.equals(Key.ESCAPE)) {
            editing = false;
            filter = "";
        } else if (key.equals(Key.BACKSPACE)) {
            filter = filter.isEmpty() ? "" : filter.substring(0, filter.length() - 1);
        } else if (key.name().isEmpty() && !Visible.isHidden(key.character())) {
            filter += key.character();
        }
        choose();
    }

    private void command(char key) {
        switch (key) {
            case 'q' -> over = true;
            case 'j' -> select(selectedIndex() + 1);
            case 'k' -> select(selectedIndex() - 1);
            case 's' -> wish(Verb.START, false);
            case 'x' -> wish(Verb.STOP, true);
            case 'r' -> wish(Verb.RESTART, true);
            case 'p' -> wish(Verb.PAUSE, false);
            case 'u' -> wish(Verb.RESUME, false);
            case '/' -> editing = true;
            default -> message = "Keys: " + TopView.KEYS;
        }
    }

    /** What interrupts an agent's work is asked about first. */
    private void wish(Verb verb, boolean sure) {
        Spot spot = selected;
        if (spot == null) {
            return;
        }
        Wish wished = new Wish(verb, spot.agent, spot.node);
        if (sure) {
            asked = wished;
            message = "Really " + verb.label() + " " + spot + "? y/n";
        } else {
            wish = wished;
        }
    }

    private void move(Key key, int page) {
        if (key.equals(Key.UP)) {
            select(selectedIndex() - 1);
        } else if (key.equals(Key.DOWN)) {
            select(selectedIndex() + 1);
        } else if (key.equals(Key.PAGE_UP)) {
            select(selectedIndex() - page);
        } else if (key.equals(Key.PAGE_DOWN)) {
            select(selectedIndex() + page);
        }
    }

    private void select(int index) {
        if (!shown.isEmpty()) {
            int inside = Math.max(0, Math.min(shown.size() - 1, index));
            selected = spot(shown.get(inside));
        }
    }

    private Spot spot(JsonObject row) {
        return new Spot(Rows.text(row, "agent_name"), Nodes.isCluster(data) ? Rows.text(row, "node") : null);
    }

    /** Where the selected agent is among those shown; -1 if nowhere. */
    int selectedIndex() {
        for (int i = 0; i < shown.size(); i++) {
            if (spot(shown.get(i)).equals(selected)) {
                return i;
            }
        }
        return -1;
    }

    /** What somebody wishes to be done, once. */
    @Nullable
    Wish takeWish() {
        Wish taken = wish;
        wish = null;
        return taken;
    }

    boolean isOver() {
        return over;
    }

    boolean isEditing() {
        return editing;
    }

    String filter() {
        return filter;
    }

    String message() {
        return message;
    }

    JsonObject data() {
        return data;
    }

    List<JsonObject> shown() {
        return shown;
    }

    List<JsonObject> events() {
        return List.copyOf(events);
    }
}
