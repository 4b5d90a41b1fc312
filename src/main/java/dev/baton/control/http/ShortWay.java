package dev.baton.control.http;

import dev.baton.command.Command;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The way of questions without anything to look at: no parameters, no body, no name in the path, and asked by a name of this
 * host. They pass the same gate and get the same answers as by the router, which has nothing to find out about them and
 * needn't be there yet; all others go by it.
 */
final class ShortWay implements Handler<HttpServerRequest> {
    private final Map<String, Plain> questions = new HashMap<>();
    private final Gate gate;
    private final Answers answers;
    private final OnLoop loop;
    private final Handler<HttpServerRequest> router;

    /** @param questions those that it may take; the others among them go by {@code router} */
    ShortWay(
            Collection<Question> questions,
            Gate gate,
            Answers answers,
            OnLoop loop,
            Handler<HttpServerRequest> router) {
        for (Question question : questions) {
            if (question.isPlain()) {
                this.questions.put(question.path(), new Plain(question.command(Asked.NOTHING), question.kind()));
            }
        }
        this.gate = gate;
        this.answers = answers;
        this.loop = loop;
        this.router = router;
    }

    /** What is asked, and what its answer depends on. */
    private record Plain(Command<?> command, Versions.Kind kind) {}

    @Override
    public void handle(HttpServerRequest request) {
        loop.noteRequest();
        Plain question = HttpMethod.GET.equals(request.method()) ? questions.get(request.uri()) : null;
        if (question == null || !gate.isPlain(request)) {
            router.handle(request);
            return;
        }
        try {
            answers.give(request, gate.passPlain(request), question.command(), question.kind(), HttpResponseStatus.OK);
        } catch (RuntimeException refused) {
            Problem.tell(request.response(), refused);
        }
    }
}
