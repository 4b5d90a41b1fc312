package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads {@code shutdown} and {@code success_exit_codes}: how a process is ended, and what counts as ending well. */
final class Ending {
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 9, "KILL", 10, "USR1", 12, "USR2", 15, "TERM");
    private static final int TERM = 15;

    private Ending() {}

    static void read(Keys process, Draft draft, JsonObject agent) {
        codes(process, agent);
        process.map("shutdown").ifPresent(shutdown -> {
            signal(shutdown, draft, agent);
            shutdown.number("timeout_seconds").stream()
                    .filter(seconds -> seconds > 0)
                    .forEach(seconds -> agent.put("stopTimeout", seconds + "s"));
            if (shutdown.asks("command")) {
                draft.lost(
                        shutdown.spot("command"),
                        shutdown.path("command"),
                        "Baton stops by a signal only, to the whole tree of the process: name the signal that its"
                                + " program understands with stopSignal, or trap TERM in a script around it");
            }
            if (shutdown.yes("parent_only")) {
                draft.lost(
                        shutdown.spot("parent_only"),
                        shutdown.path("parent_only"),
                        "Baton always signals the whole tree, so that nothing is left behind");
            }
            if (shutdown.asks("send_keys")) {
                draft.lost(
                        shutdown.spot("send_keys"),
                        shutdown.path("send_keys"),
                        "programs have no terminal here that keys could be sent to: name a signal with stopSignal");
            }
        });
    }

    private static void signal(Keys shutdown, Draft draft, JsonObject agent) {
        OptionalInt number = shutdown.number("signal");
        if (number.isEmpty() || number.getAsInt() == 0 || number.getAsInt() == TERM) {
            return;
        }
        String name = SIGNALS.get(number.getAsInt());
        if (name == null) {
            draft.lost(
                    shutdown.spot("signal"),
                    shutdown.path("signal"),
                    "signal " + number.getAsInt() + " has no name here, so TERM is sent: name another with stopSignal");
        } else {
            agent.put("stopSignal", name);
        }
    }

    private static void codes(Keys process, JsonObject agent) {
        TreeSet<Integer> codes = new TreeSet<>();
        process.texts("success_exit_codes").stream()
                .filter(code -> code.matches("[0-9]{1,3}"))
                .forEach(code -> codes.add(Integer.parseInt(code)));
        if (!codes.isEmpty()) {
            codes.add(0);
            JsonArray all = new JsonArray();
            codes.forEach(all::add);
            agent.put("successExitCodes", all);
        }
    }
}
