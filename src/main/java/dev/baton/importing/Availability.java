package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Reads {@code availability}: after which endings a process is started again, and what its end means to the others. */
final class Availability {
    /** As much as Baton can count; with a pause of a second or more it is never reached within a minute. */
    private static final int ANY_NUMBER = 10_000;

    private static final String FOR_EVER = "36500d";

    private Availability() {}

    static void read(Keys process, Draft draft, JsonObject agent) {
        Keys keys = process.map("availability").orElse(new Keys(new JsonObject(), "", path -> Spot.NOWHERE));
        String restart = keys.text("restart").toLowerCase(Locale.ROOT).replace('-', '_');
        switch (restart) {
            case "always" -> agent.put("restart", again("always", keys));
            case "on_failure" -> agent.put("restart", again("on-failure", keys));
            case "", "no", "false", "exit_on_failure" -> agent.put("restart", "never");
            default -> {
                agent.put("restart", "never");
                draft.broken(
                        keys.spot("restart"),
                        keys.path("restart"),
                        "'" + restart + "' is none of no, always, on_failure and exit_on_failure");
            }
        }
        if (restart.equals("exit_on_failure") || keys.yes("exit_on_end")) {
            agent.put("vital", true);
        }
        if (keys.yes("exit_on_end")) {
            draft.lost(
                    keys.spot("exit_on_end"),
                    keys.path("exit_on_end"),
                    "only its failure ends everything here (vital: true): when it ends in success the others go on, so"
                            + " end them with baton shutdown, as in: baton wait NAME; baton shutdown");
        }
        if (keys.yes("exit_on_skipped")) {
            draft.lost(
                    keys.spot("exit_on_skipped"),
                    keys.path("exit_on_skipped"),
                    "an agent that is skipped ends nothing here: make those it depends on vital");
        }
    }

    /** Always after the same pause, and counted from the first start on. */
    private static JsonObject again(String policy, Keys keys) {
        String pause = Math.max(1, keys.number("backoff_seconds").orElse(1)) + "s";
        int most = keys.number("max_restarts").orElse(0);
        JsonObject restart = new JsonObject()
                .put("policy", policy)
                .put("initialDelay", pause)
                .put("multiplier", 1)
                .put("maxDelay", pause)
                .put("jitter", 0);
        return most == 0
                ? restart.put("maxRestarts", ANY_NUMBER)
                : restart.put("maxRestarts", Math.min(most, ANY_NUMBER)).put("window", FOR_EVER);
    }
}
