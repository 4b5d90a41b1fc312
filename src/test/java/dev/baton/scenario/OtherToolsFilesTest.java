package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Procfile and a process-compose file, run as they are and imported, with real processes. */
class OtherToolsFilesTest {
    @TempDir
    private Path folder;

    private BatonFolder files() {
        return new BatonFolder(folder).withEnvironment("BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH", socket());
    }

    private String socket() {
        return folder.resolve("baton.sock").toString();
    }

    @Test
    void runsAProcfileAsItIs() {
        BatonFolder files = files().write(".env", "GREETING='hello there'\n").write("Procfile", """
                # two of them
                web: echo "$PORT $GREETING ${NAME:-nobody}" > web.txt
                worker: echo "$PORT $GREETING" > worker.txt
                """);

        try (BatonProcess baton = files.launcher("run", "Procfile")) {
            baton.endsWith(0);
        }

        assertThat(files.read("web.txt")).isEqualTo("5000 hello there nobody\n");
        assertThat(files.read("worker.txt")).isEqualTo("5100 hello there\n");
    }

    @Test
    void runsTheProcessesOfAProcfileInItsFolder() throws Exception {
        Files.createDirectory(folder.resolve("app"));
        BatonFolder files =
                files().write("app/.env", "PORT=7000\n").write("app/Procfile.dev", "web: echo $PORT > here.txt\n");

        try (BatonProcess baton = files.baton("run", "app/Procfile.dev")) {
            baton.endsWith(0);
        }

        assertThat(files.read("app/here.txt")).isEqualTo("7000\n");
    }

    @Test
    void endsAllOfAProcfileWhenOneFails() {
        BatonFolder files = files().write("Procfile", """
                web: sleep 1000
                worker: exit 3
                """);

        try (BatonProcess baton = files.baton("run", "Procfile")) {
            baton.endsWith(1);

            assertThat(baton.err()).anyMatch(line -> line.contains("the vital agent 'worker' failed"));
        }
    }

    @Test
    void runsAProcessComposeFileAsItIs() {
        BatonFolder files = files().withEnvironment("WHO", "you").write("process-compose.yaml", """
                environment: ["EVERYWHERE=1"]
                vars: {WORD: hello}
                processes:
                  second:
                    command: cat first.txt > second.txt; [[ $EVERYWHERE = 1 ]]
                    depends_on: {first: {condition: process_completed_successfully}}
                  first:
                    command: echo "{{.WORD}} ${WHO} $${#EVERYWHERE}" > first.txt
                """);

        try (BatonProcess baton = files.baton("run", "process-compose.yaml")) {
            baton.endsWith(0);
        }

        assertThat(files.read("second.txt")).isEqualTo("hello you 1\n");
    }

    @Test
    void startsNothingOfAFileThatWouldNotDoWhatItDid() {
        BatonFolder files = files().write("process-compose.yaml", """
                processes:
                  sure: {command: touch sure.txt}
                  daemon: {command: ./d, is_daemon: true}
                """);

        try (BatonProcess baton = files.baton("run", "process-compose.yaml")) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .anyMatch(
                            line -> line.startsWith("process-compose.yaml:3:26: error: processes.daemon.is_daemon: "));
        }
        assertThat(files.path("sure.txt")).doesNotExist();
    }

    @Test
    void runsWhatItImported() {
        BatonFolder files = files().write("process-compose.yaml", """
                processes:
                  hello: {command: 'echo "it''s $${HOME:+there}" > hello.txt'}
                """);
        try (BatonProcess baton = files.baton("import", "process-compose.yaml", "-o", "made.yaml")) {
            baton.endsWith(0);
            assertThat(baton.out()).isEmpty();
        }

        try (BatonProcess baton = files.baton("run", "made.yaml")) {
            baton.endsWith(0);
        }

        assertThat(files.read("hello.txt")).isEqualTo("it's there\n");
    }

    @Test
    void overwritesNothingUnasked() {
        BatonFolder files = files().write("Procfile", "web: serve\n").write("mine.yaml", "agents: {}\n");

        try (BatonProcess baton = files.baton("import", "Procfile", "--output", "mine.yaml")) {
            baton.endsWith(2);
            assertThat(baton.err())
                    .singleElement()
                    .asString()
                    .contains("mine.yaml: is there already")
                    .contains("--force");
        }
        assertThat(files.read("mine.yaml")).isEqualTo("agents: {}\n");

        try (BatonProcess baton = files.baton("import", "Procfile", "--output", "mine.yaml", "--force")) {
            baton.endsWith(0);
        }
        assertThat(files.read("mine.yaml")).contains("command: serve");
    }

    @Test
    void saysWhatItCouldNotImport() {
        BatonFolder files = files().write("process-compose.yaml", "processes: {a: {command: a, is_tty: true}}\n");

        try (BatonProcess baton = files.baton("import", "process-compose.yaml")) {
            baton.endsWith(1);

            assertThat(baton.err()).singleElement().asString().contains("processes.a.is_tty");
            assertThat(baton.out()).anyMatch(line -> line.contains("# TODO line 1, processes.a.is_tty"));
        }
    }

    @Test
    void importsNothingElse() {
        BatonFolder files = files().write("baton.yaml", "agents: {}\n");

        try (BatonProcess baton = files.baton("import", "baton.yaml")) {
            baton.endsWith(2);
            assertThat(baton.out()).isEmpty();
        }
    }
}
