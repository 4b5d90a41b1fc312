package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@link StateFile}: <code>{"version":1,"stopped":["a","b"]}</code>. Another version is damage, for it
 * may mean what isn't known here.
 */
final class StoppedNames {
    private static final String VERSION = "version";
    private static final String STOPPED = "stopped";
    private static final int OWN_VERSION = 1;

    private StoppedNames() {}

    static byte[] encode(Set<String> names) {
        JsonArray stopped = new JsonArray();
        new TreeSet<>(names).forEach(stopped::add);
        String json =
                new JsonObject().put(VERSION, OWN_VERSION).put(STOPPED, stopped).encode();
        return (json + '\n').getBytes(StandardCharsets.UTF_8);
    }

    static Set<String> decode(byte[] bytes) throws Damaged {
        JsonObject json = object(bytes);
        @Nullable Object version = json.getValue(VERSION);
        if (!Integer.valueOf(OWN_VERSION).equals(version)) {
            throw new Damaged("its version is " + version + " but this Baton knows only " + OWN_VERSION);
        }
        if (!(json.getValue(STOPPED) instanceof JsonArray stopped)) {
            throw new Damaged("it has no list '" + STOPPED + "'");
        }
        Set<String> names = new HashSet<>();
        for (Object name : stopped) {
            if (!(name instanceof String text && AgentSpec.isName(text))) {
                throw new Damaged("it lists something that is no agent's name");
            }
            names.add(text);
        }
        return names;
    }

    private static JsonObject object(byte[] bytes) throws Damaged {
        if (bytes.length == 0) {
            throw new Damaged("it is empty");
        }
        try {
            return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (DecodeException | ClassCastException e) {
            throw new Damaged("it is no JSON object");
        }
    }

    /** The content is not what {@link #encode} makes; the message says why, to stand in brackets. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }
}
