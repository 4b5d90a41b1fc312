package dev.baton.architecture;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which room of the house may use which. A room is exactly one package below {@code dev.baton}; inner rooms come first,
 * and a room can only be said to use rooms that stand before it, so the table has no cycle by construction.
 *
 * <p>Who uses a room may also use what that room uses: an event speaks of the agent it happened to, and whoever reads
 * the one reads the other.
 */
final class RoomTable {
    static final String HOUSE = "dev.baton";

    /** The table. A new package is a new line here, and so a decision. */
    static final RoomTable ROOMS = new RoomTable()
            .room("settings")
            .room("process", "settings")
            .room("process.host", "process")
            .room("agent", "settings", "process")
            .room("demo", "agent")
            .room("logging", "agent")
            .room("lifecycle", "agent")
            .room("event", "agent", "lifecycle")
            .room("history", "event")
            .room("metrics", "event")
            .room("command", "agent", "lifecycle", "event")
            .room("protocol", "command", "event")
            .room("runtime", "agent", "lifecycle", "event", "logging")
            .room("runtime.tree", "process", "process.host")
            .room("runtime.probe", "runtime", "runtime.tree", "process", "logging")
            .room("runtime.program", "runtime", "runtime.tree", "runtime.probe", "process", "logging")
            .room("runtime.child", "runtime", "runtime.program", "runtime.tree", "runtime.probe", "process", "logging")
            // Knows files alone.
            .room("runtime.watch")
            .room("orchestrator", "runtime", "logging")
            .room("control.dispatch", "orchestrator", "history", "command")
            .room("control.socket", "protocol", "command")
            .room("control.http", "protocol", "command")
            .room("control.dashboard")
            .room("control.systemd", "event")
            // Joining; the rooms below it are what nodes say to one another.
            .room("cluster.door", "logging")
            .room("cluster", "settings", "cluster.door")
            .room("cluster.wire", "command", "event", "protocol", "logging")
            .room("cluster.view", "cluster.wire", "command")
            .room("cluster.forward", "cluster.view", "cluster.wire", "command")
            // Knows Baton's config as text alone.
            .room("importing", "agent")
            // The rooms that own a settings record, and the specification of an agent.
            .room(
                    "config",
                    "process.host",
                    "agent",
                    "lifecycle",
                    "event",
                    "history",
                    "metrics",
                    "runtime",
                    "runtime.watch",
                    "orchestrator",
                    "control.http",
                    "cluster",
                    "importing")
            // Knows the rest of Baton as files alone.
            .room("scaffold")
            // Its doors to the rest are interfaces of its own, which the launcher implements.
            .room("cli", "protocol", "command")
            .roomThatUsesAllBut("launcher", "demo")
            // For tests of agents; behind the launcher, so that nobody in the house can use it.
            .room("rehearsal", "runtime");

    private final Map<String, Set<String>> usesByRoom = new LinkedHashMap<>();

    private RoomTable() {}

    private RoomTable room(String name, String... uses) {
        Set<String> closure = new LinkedHashSet<>();
        for (String used : uses) {
            Set<String> usedInTurn = usesByRoom.get(used);
            if (usedInTurn == null) {
                throw new IllegalArgumentException(
                        "Room '" + name + "' uses '" + used + "', which does not stand before it in the table");
            }
            closure.add(used);
            closure.addAll(usedInTurn);
        }
        usesByRoom.put(name, closure);
        return this;
    }

    private RoomTable roomThatUsesAllBut(String name, String excluded) {
        return room(
                name,
                usesByRoom.keySet().stream()
                        .filter(room -> !room.equals(excluded))
                        .toArray(String[]::new));
    }

    /** The rooms, inner ones first. */
    Set<String> names() {
        return usesByRoom.keySet();
    }

    /** Whether this package, given with its full name, is a room. */
    boolean isRoom(String packageName) {
        return packageName.startsWith(HOUSE + ".") && usesByRoom.containsKey(roomOf(packageName));
    }

    /** Whether a class in the one package may use a class in the other; both with their full names. */
    boolean mayUse(String fromPackage, String toPackage) {
        return fromPackage.equals(toPackage)
                || usesByRoom.getOrDefault(roomOf(fromPackage), Set.of()).contains(roomOf(toPackage));
    }

    /** The rooms that this package may use, for a message. */
    Set<String> usesOf(String packageName) {
        return usesByRoom.getOrDefault(roomOf(packageName), Set.of());
    }

    /** Whether this package belongs to the house at all. */
    static boolean isInHouse(String packageName) {
        return packageName.equals(HOUSE) || packageName.startsWith(HOUSE + ".");
    }

    private static String roomOf(String packageName) {
        return packageName.equals(HOUSE) ? "" : packageName.substring(HOUSE.length() + 1);
    }
}
