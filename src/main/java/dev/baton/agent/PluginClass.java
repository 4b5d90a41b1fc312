package dev.baton.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** A class that plugins can be made of: not abstract, a {@link Plugin}, public, with a public constructor without arguments. */
public final class PluginClass implements Supplier<Plugin> {
    private final Constructor<? extends Plugin> constructor;

    private PluginClass(Constructor<? extends Plugin> constructor) {
        this.constructor = constructor;
    }

    /**
     * Finds the class {@code name} with {@code loader}.
     *
     * @throws IllegalArgumentException with a sentence if there is none or it can't be a plugin
     */
    public static PluginClass load(String name, ClassLoader loader) {
        try {
            return of(Class.forName(name, true, loader));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no class '" + name + "': check the spelling, and that its jar or folder is listed in"
                            + " orchestrator.agentsPath",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("class '" + name + "' can't be loaded (" + e + ")", e);
        }
    }

    /**
     * Checks {@code type}.
     *
     * @throws IllegalArgumentException with a sentence if it can't be a plugin
     */
    public static PluginClass of(Class<?> type) {
        String name = type.getName();
        if (!Plugin.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    "class '" + name + "' is no plugin: it must implement " + Plugin.class.getName());
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException("class '" + name + "' is abstract: name a concrete class");
        }
        try {
            return new PluginClass(type.asSubclass(Plugin.class).getConstructor());
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "class '" + name + "' has no public constructor without arguments: add one", e);
        }
    }

    /** The class's name. */
    public String name() {
        return constructor.getDeclaringClass().getName();
    }

    /** The class's name without its package. */
    public String simpleName() {
        return constructor.getDeclaringClass().getSimpleName();
    }

    /**
     * Makes a plugin.
     *
     * @throws IllegalStateException if the constructor throws, with what it threw as its cause
     */
    @Override
    public Plugin get() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "the constructor of the plugin " + name() + " threw " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the plugin " + name() + " can't be made: " + e, e);
        }
    }
}
