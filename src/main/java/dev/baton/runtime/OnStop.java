package dev.baton.runtime;

import dev.baton.agent.Agent;

/** Whether a class has an {@code onStop()} of its own; asked once per class, so that the others need no thread for it. */
final class OnStop {
    private static final ClassValue<Boolean> OVERRIDDEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> each = type; each != null && each != Agent.class; each = each.getSuperclass()) {
                try {
                    each.getDeclaredMethod("onStop");
                    return true;
                } catch (NoSuchMethodException e) {
                    continue;
                } catch (LinkageError e) {
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
}
