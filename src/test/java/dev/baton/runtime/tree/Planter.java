package dev.baton.runtime.tree;

import dev.baton.process.Orphans;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that begins as many trees of one script as it is told, says so, and waits to be killed. */
final class Planter {
    private Planter() {}

    /** Takes the folder for the run file, what becomes of orphans, how many, and the script. */
    public static void main(String... arguments) throws InterruptedException {
        Grove grove = Grove.in(Path.of(arguments[0]), Orphans.valueOf(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        for (int i = 0; i < count; i++) {
            grove.plant("agent-" + i, arguments[3]);
        }
        System.out.println("planted");
        new CountDownLatch(1).await();
    }
}
