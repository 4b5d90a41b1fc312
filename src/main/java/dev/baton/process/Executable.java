package dev.baton.process;

import dev.baton.settings.ByteSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process executes. */
public sealed interface Executable {

    /**
     * A program.
     *
     * @param command the program and its arguments, as they are handed to it
     */
    record Program(List<String> command) implements Executable {
        /** Refuses an empty command. */
        public Program {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isBlank()) {
                throw new IllegalArgumentException(
                        "command is empty but must name a program, such as [\"./serve.sh\", \"-v\"]");
            }
        }
    }

    /**
     * A Java of its own, for the agent's class.
     *
     * @param options for the JVM, after those that Baton gives it, so that they have the last word
     * @param heap its largest heap, null for what Java takes by itself
     */
    record Jvm(List<String> options, @Nullable ByteSize heap) implements Executable {
        /** With what Java takes by itself. */
        public static final Jvm DEFAULT = new Jvm(List.of(), null);

        /** Copies the list. */
        public Jvm {
            options = List.copyOf(options);
        }
    }
}
