package dev.baton.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every test that awaits a fact look for it often, and for long: Awaitility itself first looks after a tenth of a
 * second, which is longer than most facts here take to come about, and gives up after ten, which a machine with much else
 * to do may take. Only a test that fails waits until the end.
 *
 * <p>Found by JUnit as a service, once for each JVM with tests.
 */
public final class FrequentLooks implements LauncherSessionListener {
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(BETWEEN);
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
