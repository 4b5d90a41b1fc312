package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void skipsWhatSomebodyHasAndWhatItGave() {
        FreePorts ports = new FreePorts(port -> port != 5702);

        assertThat(ports.from(5701)).isEqualTo(5701);
        assertThat(ports.from(5701)).isEqualTo(5703);
        assertThat(ports.from(5704)).isEqualTo(5704);
    }

    @Test
    void noticesWhoListens() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = somebody.getLocalPort();

            assertThat(FreePorts.ofThisMachine("127.0.0.1").from(taken)).isGreaterThan(taken);
        }
    }

    @Test
    void noticesWhoListensWhereHttpWillBe() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            int taken = somebody.getLocalPort();

            assertThat(FreePorts.ofThisMachine("127.0.0.2").from(taken)).isGreaterThan(taken);
        }
    }

    @Test
    void saysFromWhichPortThereIsNone() {
        FreePorts ports = new FreePorts(port -> false);

        assertThatThrownBy(() -> ports.from(65_530))
                .hasMessage("none of the ports from 65530 on is free: end who listens there");
    }
}
