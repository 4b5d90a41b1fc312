package dev.baton.protocol;

import dev.baton.command.Answer;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;

/** The data of an answer without the envelope, in UTF-8, without a line end. */
public final class ResourceJson {
    private ResourceJson() {}

    /** An answer. */
    public static byte[] of(Answer answer) {
        return JsonText.bytes(json -> AnswerJson.write(answer, json));
    }

    /** One event. */
    public static byte[] of(EventRow row) {
        return JsonText.bytes(json -> EventJson.write(row, json));
    }

    /** One log line. */
    public static byte[] of(LogRow row) {
        return JsonText.bytes(json -> LogJson.write(row, json));
    }
}
