package dev.baton.control.dashboard;

import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.testing.ScriptedCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A day in the life of some agents, so that there is something to see. */
final class PlayedWeather {
    private static final String[] CITIES = {"rome", "oslo", "lima", "accra", "kyoto", "quito"};

    private PlayedWeather() {}

    static void play(ScriptedCommands stage) {
        Instant now = Instant.now();
        stage.at(now.minus(Duration.ofHours(3)))
                .agent("db", "process ./run-db.sh", "storage")
                .agent("cache", "com.acme.Cache", "storage", "db")
                .agent("geocoder", "com.acme.Geocoder", null);
        for (String city : CITIES) {
            stage.agent("collector-" + city, "com.acme.Collector", "ingest", "db", "geocoder");
        }
        stage.agent("forecast", "com.acme.Forecast", "models", "cache", "collector-rome", "collector-oslo")
                .agent("radar", "com.acme.Radar", "models", "db")
                .agent("alerts", "com.acme.Alerts", "delivery", "radar")
                .agent("digest", "com.acme.Digest", "delivery", "forecast", "alerts")
                .agent("api", "com.acme.Api", "delivery", "forecast", "cache")
                .agent("migrate", "com.acme.Migrate", null, "db")
                .agent("report", "com.acme.Report", null, "digest")
                .agent("backup", "process backup --all", "storage", "db");
        stage.runs("db").isVital("db").runs("geocoder").runs("cache").runs("migrate");
        for (String city : CITIES) {
            stage.runs("collector-" + city);
        }
        stage.at(now.minus(Duration.ofHours(2))).runs("forecast").runs("api").isVital("api");
        stage.at(now.minus(Duration.ofMinutes(90))).ends("migrate", TerminationStatus.SUCCESS, "");
        stage.at(now.minus(Duration.ofMinutes(40)))
                .crashes("collector-lima", "ReadTimeout: api.example.org took longer than 5 s");
        stage.at(now.minus(Duration.ofMinutes(39))).comesBack("collector-lima");
        stage.at(now.minus(Duration.ofMinutes(21)))
                .crashes("collector-lima", "ReadTimeout: api.example.org took longer than 5 s");
        stage.at(now.minus(Duration.ofMinutes(20))).comesBack("collector-lima");
        stage.at(now.minus(Duration.ofMinutes(12))).runs("radar");
        stage.at(now.minus(Duration.ofMinutes(9)))
                .crashes("radar", "IOException: connection refused: radar.example.org:4000")
                .givesUp("radar", "gave up after 5 restarts within 1m: connection refused: radar.example.org:4000");
        stage.waits("alerts", LifecycleState.WAITING, "waiting for radar to be ready")
                .waits("digest", LifecycleState.WAITING, "waiting for alerts to be ready")
                .waits("report", LifecycleState.WAITING, "waiting for digest to be completed")
                .waits("backup", LifecycleState.QUEUED, "no free worker slot");
        stage.at(now.minus(Duration.ofMinutes(4))).pauses("collector-quito");
        stage.at(now.minus(Duration.ofSeconds(30)))
                .crashes(
                        "collector-accra",
                        "IllegalStateException: no station within 80 km of Accra, last known at 05:12");
        stage.at(now.minus(Duration.ofSeconds(8)));
        stage.tell(
                "forecast",
                EventNames.AGENT_PROGRESS,
                EventSeverity.INFO,
                Map.of("done", 640, "total", 1_000, "text", "grid cells"));
        stage.tell(
                "collector-rome",
                EventNames.AGENT_PROGRESS,
                EventSeverity.INFO,
                Map.of("done", 31, "total", 40, "text", "stations"));
        for (int i = 1; i <= 40; i++) {
            stage.at(now.minus(Duration.ofSeconds(200L - 5L * i)))
                    .tell(
                            "collector-rome",
                            "STATION_READ",
                            EventSeverity.INFO,
                            Map.of("station", "IT-" + i, "celsius", 11.5 + i % 7))
                    .writes("collector-rome", "INFO", "read station IT-" + i + " in " + (40 + i * 7 % 33) + " ms");
        }
        stage.writes("collector-rome", "WARN", "station IT-17 has not reported for 2 h; using its last value")
                .writes("collector-rome", "ERROR", "station IT-23: java.net.ConnectException: connection refused");
        stage.at(now);
    }

    /** Three nodes, each with a database of its own, the second of them in trouble. */
    static PlayedCluster cluster() {
        PlayedCluster cluster = new PlayedCluster("n1", "n2", "n3");
        Instant now = Instant.now();
        for (String node : new String[] {"n1", "n2", "n3"}) {
            cluster.on(
                    node,
                    stage -> stage.at(now.minus(Duration.ofHours(3)))
                            .agent("db", "process ./run-db.sh", "storage")
                            .runs("db")
                            .isVital("db"));
        }
        collect(cluster, "n1", now, "rome", "oslo");
        collect(cluster, "n2", now, "lima", "kyoto");
        collect(cluster, "n3", now, "accra", "quito");
        cluster.on(
                "n1",
                stage -> stage.agent("api", "com.acme.Api", "delivery", "db", "collector-rome")
                        .runs("api")
                        .isVital("api"));
        cluster.on(
                "n2",
                stage -> stage.agent("radar", "com.acme.Radar", "models", "db")
                        .agent("alerts", "com.acme.Alerts", "delivery", "radar")
                        .runs("radar")
                        .at(now.minus(Duration.ofMinutes(9)))
                        .crashes("radar", "IOException: connection refused: radar.example.org:4000")
                        .givesUp(
                                "radar",
                                "gave up after 5 restarts within 1m: connection refused: radar.example.org:4000")
                        .waits("alerts", LifecycleState.WAITING, "waiting for radar to be ready"));
        for (String node : new String[] {"n1", "n2", "n3"}) {
            cluster.on(node, stage -> stage.at(now).uses("db", 12.4, 381.0, 0, 0));
        }
        return cluster;
    }

    private static void collect(PlayedCluster cluster, String node, Instant now, String... cities) {
        for (String city : cities) {
            cluster.on(
                    node,
                    stage -> stage.at(now.minus(Duration.ofHours(2)))
                            .agent("collector-" + city, "com.acme.Collector", "ingest", "db")
                            .runs("collector-" + city)
                            .uses("collector-" + city, 1.2, null, 100, 38)
                            .writes("collector-" + city, "INFO", "read " + city));
        }
    }

    /** What they use of the machine, a little later each time. */
    static void breathe(ScriptedCommands stage, int beat) {
        stage.uses("db", 12.4, 381.0, 0, 0).uses("api", 4.2, null, 900L + beat, 3.1 + beat * 7 % 5);
        int i = 0;
        for (String city : CITIES) {
            stage.uses("collector-" + city, 1.2 + i, null, 100L + beat, 38 + (beat * 31 + i * 17) % 29);
            i++;
        }
        stage.uses("forecast", 21.7, null, 40L + beat, 820 + (beat * 53) % 300).uses("cache", 0.4, null, 0, 0);
    }
}
