package dev.baton.cluster.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.Locale;

/** The records of sealed interfaces, each by a word. Closed lists: no other can be named. */
final class Kinds {
    private Kinds() {}

    /** {@code {"word":{…}}}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    private interface InAWord {}

    /** Those of {@code families}, for a mapper. */
    static Module of(Class<?>... families) {
        SimpleModule module = new SimpleModule("kinds");
        for (Class<?> family : families) {
            module.setMixInAnnotation(family, InAWord.class);
            for (Class<?> kind : family.getPermittedSubclasses()) {
                module.registerSubtypes(new NamedType(kind, word(kind)));
            }
        }
        return module;
    }

    /** {@code AgentStatus} is {@code agent-status}. */
    static String word(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
    }
}
