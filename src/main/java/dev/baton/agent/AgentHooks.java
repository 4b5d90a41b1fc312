package dev.baton.agent;

import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The runtime's way to an agent's protected methods, in the order of their calls. Not for authors. Each method calls
 * the agent on the calling thread and lets its exceptions through.
 */
public final class AgentHooks {
    private AgentHooks() {}

    /** Hands {@code context} to the agent; before anything else, once. */
    public static void bind(Agent agent, AgentContext context) {
        agent.bind(context);
    }

    /**
     * Checks the config of an agent that has its context: first its keys against the records of its kind and its own,
     * then, if those map, its kind's rules and its own.
     */
    public static void validate(Agent agent, Findings findings) throws Exception {
        JsonObject config = agent.context().config();
        Class<? extends Record> kind = agent.kindSettings();
        Class<? extends Record> own = agent.configType();
        int before = findings.all().size();
        ConfigKeys.check(config, kind, own, findings);
        if (findings.all().size() > before) {
            return;
        }
        agent.validateKind(findings);
        agent.validate(findings);
    }

    /**
     * Makes an agent of {@code spec} only to validate it, without starting anything.
     *
     * @param loader what member classes of a pool are loaded with
     */
    public static void check(AgentSpec spec, ClassLoader loader, Findings findings) {
        if (spec.isProgram()) {
            return;
        }
        try {
            Agent agent = spec.factory().get();
            agent.bind(new DetachedContext(spec, loader, agent));
            validate(agent, findings.at("config"));
        } catch (AgentClass.Refused e) {
            findings.error("class", e.getMessage());
        } catch (InvalidSettings e) {
            e.findings().forEach(f -> findings.at("config").add(f.severity(), f.path(), f.message()));
        } catch (Exception | LinkageError e) {
            findings.error("", "validate() of " + spec.className() + " threw " + e + ": it must add findings instead");
        }
    }

    /**
     * Whether an agent of {@code spec} works until it is stopped, as far as its kind and its config tell; one that only
     * executes once is taken to end by itself. Makes an agent to find out, but starts nothing.
     */
    public static boolean runsUntilStopped(AgentSpec spec, ClassLoader loader) {
        if (spec.isProgram()) {
            return false;
        }
        try {
            Agent agent = spec.factory().get();
            agent.bind(new DetachedContext(spec, loader, agent));
            Cadence cadence = agent.cadence();
            if (cadence instanceof Cadence.Group group) {
                return group.members().stream().anyMatch(member -> runsUntilStopped(member, loader));
            }
            return cadence.limit() == Cadence.NO_LIMIT;
        } catch (RuntimeException | LinkageError e) {
            // Whatever is wrong with it is found by check() or at its start.
            return false;
        }
    }

    /** The config of {@code agent} as {@code type}; see {@link AgentContext#config(Class)}. */
    public static <R extends Record> R config(Agent agent, JsonObject config, Class<R> type) {
        Class<? extends Record> kind = agent.kindSettings();
        JsonObject relevant = config;
        if (kind != null) {
            relevant = type == kind ? ConfigKeys.only(config, kind) : ConfigKeys.without(config, kind);
        }
        return RecordMapper.map(relevant, type);
    }

    /** {@link Agent#plugins()}. */
    public static List<Plugin> plugins(Agent agent) {
        return agent.plugins();
    }

    /** When to execute; to be asked after validation. */
    public static Cadence cadence(Agent agent) {
        return agent.cadence();
    }

    /** {@link Agent#setup()}. */
    public static void setup(Agent agent) throws Exception {
        agent.setup();
    }

    /** {@link Agent#execute()}, once. */
    public static void execute(Agent agent) throws Exception {
        agent.execute();
    }

    /** {@link Agent#execute()} of an agent whose cadence is {@link Cadence.PerMessage}. */
    public static void execute(Agent agent, Message<Object> message) throws Exception {
        if (agent instanceof EventAgent listener) {
            listener.deliver(message);
        }
        agent.execute();
    }

    /** {@link Agent#onStop()}. */
    public static void onStop(Agent agent) throws Exception {
        agent.onStop();
    }

    /** {@link Agent#onClose()}. */
    public static void onClose(Agent agent) throws Exception {
        agent.onClose();
    }
}
