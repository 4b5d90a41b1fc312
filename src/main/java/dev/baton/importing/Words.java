package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Makes texts of a process-compose file into Baton's: first the templates, then the variables. One per process. */
final class Words {
    private final Keys process;
    private final Draft draft;
    private final JsonObject vars;
    private final Beside beside;
    private final boolean expanded;

    Words(Keys process, Draft draft, JsonObject vars, Beside beside, boolean expanded) {
        this.process = process;
        this.draft = draft;
        this.vars = vars;
        this.beside = beside;
        this.expanded = expanded;
    }

    /** Text that no shell will see. */
    String plain(String key, String text) {
        return variables(key).plain(filled(key, text));
    }

    /** A command line for a shell. */
    String forShell(String key, String text) {
        return variables(key).forShell(filled(key, text));
    }

    /** A command line that may be told not to be a template. */
    String command(String key, String text) {
        return process.yes("is_template_disabled") ? variables(key).forShell(text) : forShell(key, text);
    }

    private String filled(String key, String text) {
        return new Templates(vars, trouble -> broken(key, trouble)).fill(text);
    }

    private Variables variables(String key) {
        return new Variables(beside, expanded, trouble -> broken(key, trouble));
    }

    private void broken(String key, @Nullable String trouble) {
        draft.broken(process.spot(key), process.path(key), String.valueOf(trouble));
    }
}
