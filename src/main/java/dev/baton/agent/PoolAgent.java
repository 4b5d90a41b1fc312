package dev.baton.agent;

import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of small agents run as one: they share the pool's name, its slot and its thread, taking turns. For many agents
 * that mostly wait; one that works for long keeps its siblings waiting and should be an agent of its own.
 *
 * <p>Config: {@code agents}, a map from member name to {@code {class, config}} (or override {@link #members()}), and
 * {@code autoReboot} (false): whether a member that fails starts anew, after a second, instead of failing the pool.
 * The pool has succeeded when all members have. When one fails for good the others are stopped and the pool fails.
 */
public class PoolAgent extends Agent {

    /** A pool whose members stand in its config. */
    public PoolAgent() {}

    /** The members, by default those of the config key {@code agents}. They need unique names. */
    protected List<AgentSpec> members() {
        Settings settings = context().config(Settings.class);
        List<AgentSpec> members = new ArrayList<>();
        settings.agents()
                .forEach((name, member) -> members.add(AgentSpec.of(
                                name, AgentClass.load(member.type(), context().classLoader()))
                        .withConfig(member.config())));
        return members;
    }

    @Override
    protected final void execute() {
        throw new IllegalStateException("a PoolAgent is executed through its members");
    }

    @Override
    final Cadence cadence() {
        return new Cadence.Group(members(), context().config(Settings.class).autoReboot());
    }

    @Override
    final Class<? extends Record> kindSettings() {
        return Settings.class;
    }

    @Override
    final void validateKind(Findings findings) {
        List<AgentSpec> members;
        try {
            members = members();
        } catch (AgentClass.Refused e) {
            findings.error("agents", e.getMessage());
            return;
        }
        if (members.isEmpty()) {
            findings.error("agents", "a pool needs members: agents: {name: {class: com.acme.Member}}");
        }
        Map<String, AgentSpec> seen = new LinkedHashMap<>();
        for (AgentSpec member : members) {
            if (seen.putIfAbsent(member.name(), member) != null) {
                findings.error("agents", "two members are named '" + member.name() + "': names must be unique");
            }
            AgentHooks.check(member, context().classLoader(), findings.at("agents." + member.name()));
        }
    }

    /**
     * The keys this kind reads.
     *
     * @param agents the members by name
     * @param autoReboot whether a failed member starts anew
     */
    record Settings(Map<String, Member> agents, boolean autoReboot) {
        static final Settings DEFAULT = new Settings(Map.of(), false);
    }

    /**
     * One member.
     *
     * @param type its class name, in the config {@code class}
     * @param config its config, empty if left out
     */
    record Member(
            @dev.baton.settings.Key("class") String type,
            @Nullable JsonObject config) {
        Member {
            config = config == null ? new JsonObject() : config;
        }
    }
}
