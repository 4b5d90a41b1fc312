package @{package};

import dev.baton.agent.Agent;
import java.io.IOException;
import java.nio.file.Files;

/** Makes what the others need, once, and ends. */
public class Opening extends Agent {
    @Override
    protected Class<? extends Record> configType() {
        return TeaRoom.class;
    }

    @Override
    protected void execute() throws IOException {
        TeaRoom room = context().config(TeaRoom.class);
        Files.createDirectories(room.orders());
        if (Files.notExists(room.takings())) {
            Files.createFile(room.takings());
        }
        context().logger().success("The tea room is open in {}", room.folder());
    }
}
