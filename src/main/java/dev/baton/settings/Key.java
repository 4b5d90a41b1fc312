package dev.baton.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a record component or an enum constant is written in settings, where that can't be its Java name: {@code class},
 * or {@code ready} for READY.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
    /** The key, or the enum's value, as users write it. */
    String value();
}
