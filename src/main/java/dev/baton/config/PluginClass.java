package dev.baton.config;

import dev.baton.agent.Plugin;
import dev.baton.agent.PluginSpec;
import dev.baton.orchestrator.PluginSettings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes specifications of the plugins that settings name. */
final class PluginClass {
    private PluginClass() {}

    /** @throws IllegalArgumentException with a sentence if the class can't be a plugin */
    static PluginSpec load(PluginSettings settings, ClassLoader loader) {
        Constructor<? extends Plugin> constructor = constructor(settings.type(), loader);
        String name = constructor.getDeclaringClass().getSimpleName();
        return new PluginSpec(name, () -> newInstance(constructor), settings.config());
    }

    private static Constructor<? extends Plugin> constructor(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            if (!Plugin.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "class '" + name + "' is no plugin: it must implement " + Plugin.class.getName());
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new IllegalArgumentException("class '" + name + "' is abstract: name a concrete class");
            }
            return type.asSubclass(Plugin.class).getConstructor();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no class '" + name + "': check the spelling, and that its jar or folder is listed in "
                            + AgentsPath.KEY,
                    e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "class '" + name + "' has no public constructor without arguments: add one", e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("class '" + name + "' can't be loaded (" + e + ")", e);
        }
    }

    private static Plugin newInstance(Constructor<? extends Plugin> constructor) {
        String name = constructor.getDeclaringClass().getName();
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "the constructor of the plugin " + name + " threw " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the plugin " + name + " can't be made: " + e, e);
        }
    }
}
