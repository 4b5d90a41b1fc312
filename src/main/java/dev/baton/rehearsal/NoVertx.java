package dev.baton.rehearsal;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stands where an agent would find Vert.x, and says how to give it one: most agents under test need none. */
final class NoVertx implements InvocationHandler {
    private NoVertx() {}

    static Vertx create() {
        Class<?>[] types = {VertxInternal.class};
        return (Vertx) Proxy.newProxyInstance(NoVertx.class.getClassLoader(), types, new NoVertx());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "no Vert.x";
            };
        }
        throw new IllegalStateException(method.getName()
                + "() of Vert.x was called, and this rehearsal has none: give it one with Rehearsal.on(vertx)");
    }
}
