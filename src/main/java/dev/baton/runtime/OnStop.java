package dev.baton.runtime;

import dev.baton.agent.Agent;
import java.util.Arrays;

/** Whether a class has an {@code onStop()} of its own; asked once per class, so that the others need no thread for it. */
final class OnStop {
    private static final ClassValue<Boolean> OVERRIDDEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> each = type; each != null && each != Agent.class; each = each.getSuperclass()) {
                if (declaresOnStop(each)) {
                    return true;
                }
            }
            return false;
        }
    };

    private OnStop() {}

    static boolean isOverriddenBy(Agent agent) {
        return OVERRIDDEN.get(agent.getClass());
    }

    private static boolean declaresOnStop(Class<?> type) {
        try {
            return Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("onStop") && method.getParameterCount() == 0);
        } catch (LinkageError e) {
            // Some method of the class names a type that isn't there; calling an empty onStop() does no harm.
            return true;
        }
    }
}
