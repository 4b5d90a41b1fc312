package dev.baton.agent;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A class that agents can be made of: not abstract, a subclass of {@link Agent}, with a public constructor without
 * arguments.
 */
public final class AgentClass implements Supplier<Agent> {
    private final Constructor<? extends Agent> constructor;
    private final @Nullable ClassLoader loader;

    private AgentClass(Constructor<? extends Agent> constructor, @Nullable ClassLoader loader) {
        this.constructor = constructor;
        this.loader = loader;
    }

    /**
     * Finds the class {@code name} with {@code loader}.
     *
     * @throws Refused with a sentence if there is none or it can't be an agent
     */
    public static AgentClass load(String name, ClassLoader loader) {
        try {
            return new AgentClass(constructor(Class.forName(name, true, loader)), loader);
        } catch (ClassNotFoundException e) {
            throw new Refused(
                    "there is no class '" + name + "': check the spelling, and that its jar or folder is listed"
                            + " in orchestrator.agentsPath",
                    e);
        } catch (LinkageError e) {
            throw new Refused(
                    "class '" + name + "' can't be loaded (" + e + "): check that it was compiled for this Java"
                            + " version and that all it needs is in orchestrator.agentsPath",
                    e);
        }
    }

    /**
     * Checks {@code type}.
     *
     * @throws Refused with a sentence if it can't be an agent
     */
    public static AgentClass of(Class<?> type) {
        return new AgentClass(constructor(type), null);
    }

    private static Constructor<? extends Agent> constructor(Class<?> type) {
        String name = type.getName();
        if (!Agent.class.isAssignableFrom(type)) {
            throw new Refused("class '" + name + "' is no agent: it must extend " + Agent.class.getName()
                    + " or one of its kinds");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new Refused("class '" + name + "' is abstract: name a concrete subclass");
        }
        Constructor<? extends Agent> constructor;
        try {
            constructor = type.asSubclass(Agent.class).getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new Refused(
                    "class '" + name + "' has no constructor without arguments: add a public one"
                            + " (and make a nested class static)",
                    e);
        }
        if (!Modifier.isPublic(constructor.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            // Tests and embedders keep agents package-private; what can be made accessible is welcome.
            if (!constructor.trySetAccessible()) {
                throw new Refused("class '" + name + "' has no public constructor without arguments: make it public");
            }
        }
        return constructor;
    }

    /** The class's name. */
    public String name() {
        return constructor.getDeclaringClass().getName();
    }

    /** The loader that it was asked of, {@code fallback} if it was not found by name. */
    public ClassLoader loader(ClassLoader fallback) {
        return loader == null ? fallback : loader;
    }

    /** {@link #newInstance()}. */
    @Override
    public Agent get() {
        return newInstance();
    }

    /**
     * Makes an agent.
     *
     * @throws Refused if the constructor throws, with what it threw as its cause
     */
    public Agent newInstance() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw new Refused(
                    "the constructor of '" + name() + "' threw " + thrown + ": move work that can fail to setup()",
                    thrown);
        } catch (ReflectiveOperationException e) {
            throw new Refused("class '" + name() + "' can't be instantiated (" + e + ")", e);
        }
    }

    /** A class can't be used as an agent; the message says which rule it breaks and what to do. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
