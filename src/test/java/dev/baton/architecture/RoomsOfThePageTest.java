package dev.baton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of rooms in docs/architecture.md is the {@link RoomTable}. */
class RoomsOfThePageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    @Test
    void areThoseOfTheTableInItsOrder() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String chapter = page.substring(page.indexOf("## Rooms\n"), page.indexOf("## Data flow\n"));
        List<String> told =
                ROW.matcher(chapter).results().map(row -> row.group(1)).toList();

        assertThat(told).containsExactlyElementsOf(RoomTable.ROOMS.names());
    }
}
