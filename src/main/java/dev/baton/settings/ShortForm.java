package dev.baton.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static factory method of one parameter: its type may also be written in settings as the parameter's type. A
 * type may have one each for a {@code String}, a {@code boolean}, a {@code List<…>} and, if it isn't a record, a {@code Map<String, …>}.
 * The method refuses a value with an {@link IllegalArgumentException} that says why.
 *
 * <p>So {@code dependsOn} can be a list of names where a map from name to condition is the full form.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShortForm {}
