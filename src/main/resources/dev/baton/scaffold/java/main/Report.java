package @{package};

import dev.baton.agent.ScheduledAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says now and then what was taken so far. */
public class Report extends ScheduledAgent {
    private static final int CENTS = 2;

    @Override
    protected Class<? extends Record> configType() {
        return TeaRoom.class;
    }

    @Override
    protected void runner() throws IOException {
        Path takings = context().config(TeaRoom.class).takings();
        List<String> lines = Files.exists(takings) ? Files.readAllLines(takings) : List.of();
        long cents = lines.stream().mapToLong(line -> Long.parseLong(line.split(",")[CENTS])).sum();
        context().logger().success("{} drinks paid, {} cents taken", lines.size(), cents);
    }
}
