package dev.baton.cli;

import dev.baton.command.CommandFailure;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A command for a Baton that runs somewhere. */
abstract class ClientVerb implements Grammar.Spoken {
    /** How long a Baton may take to answer what it needn't wait for itself. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String[] EXIT_CODES = {
        "0:done",
        "1:the command failed",
        "2:wrong usage",
        "3:nothing answers at that address",
        "4:no such agent or node",
        "5:not allowed"
    };

    private final Surroundings surroundings;
    private final Grammar grammar;
    private final Address address;
    private final Grammar.Value<Format> format;

    ClientVerb(Surroundings surroundings, String name, String... description) {
        this.surroundings = surroundings;
        grammar = new Grammar(this, name, description).exitCodes(EXIT_CODES);
        grammar.addCommon(true);
        address = new Address(grammar);
        format = grammar.value(
                Format.class,
                "--format",
                "FORMAT",
                "table, for people (default), or json, for programs: {status, data or error, code}.");
        grammar.help("-V", "--version").addCommon(false);
    }

    @Override
    public final Grammar grammar() {
        return grammar;
    }

    /** Gives it {@code --node}. */
    final Grammar.Value<String> nodeOption(String description) {
        return grammar.text("--node", "NODE", description);
    }

    /** For those that ask for what there is. */
    final Grammar.Value<String> nodeOption() {
        return nodeOption("In a cluster, only what is on this node.");
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

    /** Says which nodes have no part in an answer; it is an answer all the same. */
    final void sayWhatIsMissing(JsonObject data) {
        Nodes.missing(data).forEach(sentence -> complain(sentence, ExitCodes.DONE));
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
        return format.get() == Format.JSON;
    }

    final Screen screen() {
        return new Screen(surroundings);
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}
