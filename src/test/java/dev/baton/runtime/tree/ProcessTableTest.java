package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.ProcessSignal;
import dev.baton.process.Surroundings;
import dev.baton.process.TreeUsage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What trees of real processes use. */
class ProcessTableTest {
    private final Trees trees = new Trees();
    private final ProcessTree tree = trees.begin(new Launch(
                    List.of(
                            "/bin/sh",
                            "-c",
                            "exec 3</dev/null 4</dev/null; (setsid sleep 1001 & sh -c 'sleep 1002; :' & wait) & wait"),
                    Surroundings.DEFAULT,
                    Map.of(),
                    "a"))
            .toCompletableFuture()
            .join();

    @AfterEach
    void end() {
        ProcessHandle.of(tree.pid()).ifPresent(root -> root.descendants().forEach(ProcessHandle::destroyForcibly));
        tree.signal(ProcessSignal.KILL);
        tree.gone().toCompletableFuture().join();
        trees.close();
    }

    private TreeUsage used() {
        return used(tree);
    }

    private static TreeUsage used(ProcessTree tree) {
        return Objects.requireNonNull(ProcessTable.usage(List.of(tree.pid())).get(tree.pid()));
    }

    @Test
    void countsAllThatCameFromTheRoot() {
        await().until(() -> used().processes() == 5);

        TreeUsage used = used();
        assertThat(used.threads()).isEqualTo(5);
        assertThat(used.residentBytes()).isBetween(1_000_000L, 200_000_000L);
        assertThat(used.openFiles()).isBetween(25L, 60L);
        assertThat(used.readBytes()).isNotNegative();
        assertThat(used.writtenBytes()).isNotNegative();
        assertThat(used.cpuNanos()).isBetween(0L, 5_000_000_000L);
    }

    @Test
    void countsWhoHasLeftTheSessionAndLostItsParent() {
        ProcessTree scattered = trees.begin(new Launch(
                        List.of("/bin/sh", "-c", "(setsid sh -c 'sleep 1003; :' &) ; exec sleep 1004"),
                        Surroundings.DEFAULT,
                        Map.of(),
                        "b"))
                .toCompletableFuture()
                .join();

        await().until(() -> used(scattered).processes() == 3);

        assertThat(used().processes()).isBetween(1, 5);
        scattered.signal(ProcessSignal.KILL);
        scattered.gone().toCompletableFuture().join();
    }

    @Test
    void knowsNothingOfWhatIsNotThere() {
        assertThat(ProcessTable.usage(List.of(4_194_305L))).isEmpty();
    }

    @Test
    void readsAProcessAsTheKernelTellsIt() {
        StatReader.Stat own = Objects.requireNonNull(
                new StatReader().read((int) ProcessHandle.current().pid()));

        assertThat(own.parent())
                .isEqualTo((int) ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(own.threads()).isPositive();
        assertThat(own.cpuTicks()).isPositive();
        assertThat(own.pages()).isGreaterThan(1_000);
        assertThat(new StatReader().read(-1)).isNull();
    }
}
