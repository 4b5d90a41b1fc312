package dev.baton.control.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.testing.NotifySocketOfSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a socket such as systemd has. */
class NotifyChannelTest {
    @TempDir
    private Path folder;

    @Test
    void saysAllLinesAtOnceToAPathAndToAnAbstractName() throws Exception {
        try (NotifySocketOfSystemd path = NotifySocketOfSystemd.at(folder.resolve("n"));
                NotifySocketOfSystemd name = NotifySocketOfSystemd.withAbstractName()) {
            for (NotifySocketOfSystemd socket : List.of(path, name)) {
                try (NotifyChannel channel = NotifyChannel.to(socket.name())) {
                    assertThat(channel.say("READY=1", "STATUS=Zürich")).isTrue();
                }
                socket.awaitLine("STATUS=Zürich");
                assertThat(socket.heard()).containsExactly("READY=1\nSTATUS=Zürich");
            }
        }
    }

    @Test
    void neverWaitsForRoom() throws Exception {
        try (NotifySocketOfSystemd socket = NotifySocketOfSystemd.unread(folder.resolve("n"));
                NotifyChannel channel = NotifyChannel.to(socket.name())) {
            List<String> said = new ArrayList<>();
            while (channel.say("STATUS=" + said.size())) {
                said.add("STATUS=" + said.size());
            }
            assertThat(said).isNotEmpty();
            assertThat(channel.say("STATUS=no room")).isFalse();

            socket.read().awaitLine(said.get(said.size() - 1));
            assertThat(channel.say("STATUS=room")).isTrue();
            socket.awaitLine("STATUS=room");
            assertThat(socket.heard()).startsWith(said.toArray(String[]::new)).doesNotContain("STATUS=no room");
        }
    }

    @Test
    void whatIsNotThereIsNoTroubleAndIsToldWhenItIsBack() throws Exception {
        Path path = folder.resolve("n");
        try (NotifyChannel channel = NotifyChannel.to(path.toString())) {
            assertThat(channel.say("STATUS=not yet")).isTrue();
            NotifySocketOfSystemd.at(path).close();
            assertThat(channel.say("STATUS=nobody listens")).isTrue();
            Files.deleteIfExists(path);
            assertThat(channel.say("STATUS=not any more")).isTrue();

            try (NotifySocketOfSystemd socket = NotifySocketOfSystemd.at(path)) {
                assertThat(channel.say("STATUS=again")).isTrue();
                socket.awaitLine("STATUS=again");
                assertThat(socket.heard()).containsExactly("STATUS=again");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vsock:2:1234", "run/notify"})
    void refusesOtherAddresses(String socket) {
        assertThatThrownBy(() -> NotifyChannel.to(socket)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesALongPath() {
        assertThatThrownBy(() -> NotifyChannel.to("/tmp/" + "n".repeat(200))).isInstanceOf(IOException.class);
    }
}
