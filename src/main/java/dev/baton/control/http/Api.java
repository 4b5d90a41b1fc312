package dev.baton.control.http;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which operation of the contract asks which command. */
final class Api {
    private final Contract contract;
    private final Answers answers;
    private final Streams streams;
    private final Pages pages;

    Api(Contract contract, Answers answers, Streams streams, Pages pages) {
        this.contract = contract;
        this.answers = answers;
        this.streams = streams;
        this.pages = pages;
    }

    /** Gives each operation its handler. */
    void register(RouterBuilder router) {
        for (Question question : Question.values()) {
            ask(router, question.operation(), question.kind(), question::command);
        }
        ask(
                router,
                "reload",
                Versions.Kind.NONE,
                asked -> new Command.Reload(asked.flag("dry_run", false), asked.node()));
        ask(router, "shutdown", Versions.Kind.NONE, asked -> new Command.Shutdown(asked.node()));
        for (Verb verb : Verb.values()) {
            admitted(router, verb.label(), (request, asked) -> steer(request, asked, verb));
        }
        admitted(router, "eventStream", streams::openEvents);
        admitted(router, "logs", this::logs);
        admitted(router, "metrics", (request, asked) -> pages.metrics(request));
        open(router, "live", pages::live);
        open(router, "ready", pages::ready);
        open(router, "openapi", pages::openapi);
    }

    private void steer(RoutingContext request, Asked asked, Verb verb) {
        boolean isAwaited = asked.flag("wait", true);
        answers.give(
                request,
                new Command.Steer(verb, List.of(asked.name()), isAwaited, asked.node()),
                Versions.Kind.NONE,
                isAwaited ? HttpResponseStatus.OK : HttpResponseStatus.ACCEPTED);
    }

    private void logs(RoutingContext request, Asked asked) {
        Command.Logs question = new Command.Logs(
                List.of(asked.name()),
                asked.count("last", Command.Logs.DEFAULT_LAST),
                asked.duration("since"),
                asked.text("grep"),
                asked.node());
        if (asked.flag("follow", false)) {
            streams.openLines(request, question, asked.after("Last-Event-ID"));
        } else {
            answers.give(request, question, Versions.Kind.NONE, HttpResponseStatus.OK);
        }
    }

    private void ask(RouterBuilder router, String operation, Versions.Kind kind, Function<Asked, Command<?>> question) {
        admitted(
                router,
                operation,
                (request, asked) -> answers.give(request, question.apply(asked), kind, HttpResponseStatus.OK));
    }

    /** For those whom the gate has admitted; throws 401 for others. */
    private void admitted(RouterBuilder router, String operation, BiConsumer<RoutingContext, Asked> handler) {
        ParameterRules rules = contract.rules(operation);
        handle(router, operation, request -> {
            Admission.caller(request);
            handler.accept(request, rules.check(request));
        });
    }

    /** For everybody. */
    private void open(RouterBuilder router, String operation, Consumer<RoutingContext> handler) {
        ParameterRules rules = contract.rules(operation);
        handle(router, operation, request -> {
            rules.check(request);
            handler.accept(request);
        });
    }

    private static void handle(RouterBuilder router, String operation, Consumer<RoutingContext> handler) {
        // The rules are held here, on the spot; see ParameterRules.
        router.getRoute(operation).setDoValidation(false).setDoSecurity(false).addHandler(handler::accept);
    }
}
