package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.Role;
import dev.baton.orchestrator.AllowedCommands;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Passes on what may be asked for: by the settings at all, and by the caller's role. Knows which commands that are, too. */
final class Permitted implements Commands {
    private final Commands inner;
    private final AllowedCommands allowed;

    Permitted(Commands inner, AllowedCommands allowed) {
        this.inner = inner;
        this.allowed = allowed;
    }

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        CommandFailure refusal = refusal(command.name(), command.needs(), caller);
        return refusal == null ? inner.execute(command, caller) : Future.failedFuture(refusal);
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        CommandFailure refusal = refusal(question.name(), question.needs(), caller);
        return refusal == null ? inner.follow(question, caller, follower) : Future.failedFuture(refusal);
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        CommandFailure refusal = refusal(question.name(), question.needs(), caller);
        return refusal == null ? inner.follow(question, caller, follower) : Future.failedFuture(refusal);
    }

    private @Nullable CommandFailure refusal(String command, Role needed, Caller caller) {
        if (!allowed.allows(command)) {
            return CommandFailure.notAllowed(command + " is not allowed by orchestrator.allowedCommands, which has "
                    + String.join(", ", allowed.names()));
        }
        if (!caller.role().reaches(needed)) {
            return CommandFailure.notAllowed(command + " needs the role " + label(needed) + ", but "
                    + (caller.name().isEmpty() ? "the caller" : "'" + caller.name() + "'") + " has the role "
                    + label(caller.role()) + ": use a token with that role");
        }
        return null;
    }

    private static String label(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The catalogue, as far as it concerns {@code caller}. */
    static Answer.Catalogue catalogue(AllowedCommands allowed, Caller caller) {
        List<Answer.CatalogueRow> rows = CommandCatalogue.all().entrySet().stream()
                .map(each -> new Answer.CatalogueRow(
                        each.getKey(),
                        each.getValue(),
                        allowed.allows(each.getKey()) && caller.role().reaches(CommandCatalogue.needs(each.getKey()))))
                .toList();
        return new Answer.Catalogue(rows);
    }
}
