package dev.baton.cli;

import dev.baton.command.CommandFailure;
import dev.baton.protocol.Reply;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command for a Baton that runs somewhere. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the command failed",
            "2:wrong usage",
            "3:nothing answers at that address",
            "4:no such agent",
            "5:not allowed"
        })
abstract class ClientVerb implements Callable<Integer> {
    /** How long a Baton may take to answer what it needn't wait for itself. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Mixin
    private final Address address = new Address();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, for people (default), or json, for programs: {status, data or error, code}.")
    private Format format = Format.TABLE;

    ClientVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Asks and shows. */
    abstract int ask(Connection connection) throws NoAnswer;

    @Override
    public final Integer call() {
        try (Connection connection = address.connect(surroundings)) {
            return ask(connection);
        } catch (NoAnswer e) {
            return complain(e.sentence(), e.exitCode());
        } catch (CommandFailure e) {
            return complain(e.sentence(), ExitCodes.of(e.code()));
        } finally {
            surroundings.out().flush();
        }
    }

    /** Another connection to the same Baton. */
    final Connection connectAgain() throws NoAnswer {
        return address.connect(surroundings);
    }

    /** Says what is wrong, and returns {@code exitCode}. */
    final int complain(String sentence, int exitCode) {
        surroundings.out().flush();
        surroundings.err().println("baton: " + Visible.of(sentence));
        surroundings.err().flush();
        return exitCode;
    }

    /** What a command that failed comes to. */
    final int failed(Reply reply) {
        if (isJson()) {
            surroundings.out().println(JsonOutput.pretty(reply));
            return ExitCodes.of(reply.code());
        }
        return complain(reply.error(), ExitCodes.of(reply.code()));
    }

    final boolean isJson() {
        return format == Format.JSON;
    }

    final Screen screen() {
        return new Screen(surroundings);
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}
