package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.cluster.ClusterCheck;
import dev.baton.cluster.ClusterSettings;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import dev.baton.settings.Severity;
import dev.baton.testing.Shell;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How docs/clustering.md says that certificates are made. */
class ClusteringPageTest {
    @Test
    void theCertificatesThatItMakesAreAccepted(@TempDir Path folder) {
        assumeThat(Shell.run("openssl version", Map.of()).exitCode())
                .as("openssl")
                .isZero();
        String script = Page.read(Path.of("docs/clustering.md")).examples().stream()
                .map(Example::text)
                .filter(text -> text.startsWith("openssl"))
                .findFirst()
                .orElseThrow();

        Shell.Result made = Shell.run("cd \"$FOLDER\" && set -e\n" + script, Map.of("FOLDER", folder.toString()));

        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(findings(folder).all()).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    private static Findings findings(Path folder) {
        JsonObject tls = new JsonObject()
                .put("cert", folder.resolve("n1.crt").toString())
                .put("key", folder.resolve("n1.key").toString())
                .put("ca", folder.resolve("ca.crt").toString());
        JsonObject cluster =
                new JsonObject().put("enabled", true).put("node", "n1").put("tls", tls);
        Findings findings = new Findings();
        ClusterCheck.check(RecordMapper.map(cluster, ClusterSettings.class), () -> "n1", findings);
        return findings;
    }
}
