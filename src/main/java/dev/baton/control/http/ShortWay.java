package dev.baton.control.http;

import dev.baton.command.Command;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * The way of questions without anything to look at: no parameters, no body, no name in the path, and asked by a name of this
 * host that has been found right before. They pass the same gate and get the same answers as by the router, which has
 * nothing to find out about them; all others go by it.
 */
final class ShortWay implements Handler<HttpServerRequest> {
    private final Map<String, Question> questions;
    private final Gate gate;
    private final Answers answers;
    private final OnLoop loop;
    private final Handler<HttpServerRequest> router;

    /** @param questions by the path at which they are asked with GET; none of them open to everybody */
    ShortWay(
            Map<String, Question> questions,
            Gate gate,
            Answers answers,
            OnLoop loop,
            Handler<HttpServerRequest> router) {
        this.questions = Map.copyOf(questions);
        this.gate = gate;
        this.answers = answers;
        this.loop = loop;
        this.router = router;
    }

    /** What is asked, and what its answer depends on. */
    record Question(Command<?> command, Versions.Kind kind) {}

    @Override
    public void handle(HttpServerRequest request) {
        loop.noteRequest();
        Question question = HttpMethod.GET.equals(request.method()) ? questions.get(request.uri()) : null;
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
