package dev.baton.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The least that picocli and a socket need to ask a Baton for its agents: prints the line that it answers. */
@Command(name = "bare", mixinStandardHelpOptions = true, subcommands = BareCommand.Ps.class)
public final class BareCommand {
    private static final String REQUEST =
            "{\"payload\":{\"command\":\"ps\",\"args\":[],\"request_id\":\"1\",\"meta\":{}}}\n";

    /** Carries out the command line. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new BareCommand()).execute(arguments));
    }

    /** Asks for the agents. */
    @Command(name = "ps", mixinStandardHelpOptions = true)
    static final class Ps implements Callable<Integer> {
        @Option(names = "--socket")
        private String socket = "/tmp/baton.sock";

        @Option(names = "--format")
        private String format = "json";

        @Override
        public Integer call() throws IOException {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.UTF_8)));
                System.out.print(answer(channel));
            }
            return format.isEmpty() ? 1 : 0;
        }

        private static String answer(SocketChannel channel) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\n") < 0 && channel.read(buffer.clear()) >= 0) {
                answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
            }
            return answer.toString();
        }
    }
}
