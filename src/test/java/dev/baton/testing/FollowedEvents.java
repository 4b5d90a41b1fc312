package dev.baton.testing;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code baton history --follow} tells somebody, and whether that is all. */
public final class FollowedEvents implements AutoCloseable {
    private final BatonProcess client;

    /** @param socket of the node that is asked */
    public FollowedEvents(BatonFolder folder, Path socket) {
        client = folder.baton("history", "--last", "1", "--follow", "--format", "json", "--socket", socket.toString());
    }

    /** All replies so far. */
    private List<JsonObject> replies() {
        return client.out().stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> new JsonObject(line).getJsonObject("data"))
                .toList();
    }

    /** All events so far. */
    public List<JsonObject> events() {
        return replies().stream()
                .flatMap(data -> ClusterNode.rows(data, "events").stream())
                .toList();
    }

    /** How many events were said to be missing. */
    public long saidToBeMissed() {
        return replies().stream().mapToLong(data -> data.getLong("missed", 0L)).sum();
    }

    /** Where numbers are left out, by node; a node that was started anew begins with 1. */
    public List<Gap> gaps() {
        Map<String, Long> last = new HashMap<>();
        List<Gap> gaps = new ArrayList<>();
        for (JsonObject event : events()) {
            String node = event.getString("node");
            long seq = event.getLong("seq");
            Long before = last.put(node, seq);
            long expected = before == null ? seq : seq > before ? before + 1 : 1;
            if (seq != expected) {
                gaps.add(new Gap(node, expected, seq - 1));
            }
        }
        return gaps;
    }

    /** The same event told twice. */
    public List<JsonObject> doubles() {
        Map<String, JsonObject> seen = new HashMap<>();
        return events().stream()
                .filter(event ->
                        seen.put(event.getString("node") + event.getLong("seq") + event.getString("timestamp"), event)
                                != null)
                .toList();
    }

    /** Numbers from {@code first} to {@code last} that were not told. */
    public record Gap(String node, long first, long last) {
        /** How many they are. */
        public long size() {
            return last - first + 1;
        }
    }

    /** Whether it is still connected. */
    public boolean isGoingOn() {
        return client.isAlive();
    }

    @Override
    public void close() {
        client.close();
    }
}
