package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AgentClassTest {
    private static final ClassLoader LOADER = AgentClassTest.class.getClassLoader();

    /** What an agent should be. */
    public static final class Good extends Agent {
        @Override
        protected void execute() {}
    }

    /** Can't be instantiated. */
    public abstract static class Unfinished extends Agent {}

    /** Throws where it should not. */
    public static final class Throwing extends Agent {
        /** Throws. */
        public Throwing() {
            throw new IllegalStateException("no config");
        }

        @Override
        protected void execute() {}
    }

    /** Needs something that a config file can't give. */
    public static final class Demanding extends Agent {
        /** Needs a name. */
        public Demanding(String name) {
            super();
        }

        @Override
        protected void execute() {}
    }

    /** Reads its context too early. */
    public static final class Hasty extends Agent {
        /** Reads its context. */
        public Hasty() {
            context();
        }

        @Override
        protected void execute() {}
    }

    @Test
    void aConcreteSubclassWithAConstructorWithoutArgumentsWillDo() {
        AgentClass type = AgentClass.load(Good.class.getName(), LOADER);

        assertThat(type.newInstance()).isInstanceOf(Good.class).isNotSameAs(type.newInstance());
    }

    @Test
    void anUnknownClassIsRefusedWithAHintToThePath() {
        assertRefused("com.acme.Missing", "there is no class 'com.acme.Missing'", "orchestrator.agentsPath");
    }

    @Test
    void whatIsNoAgentIsRefused() {
        assertRefused("java.lang.String", "class 'java.lang.String' is no agent: it must extend dev.baton.agent.Agent");
    }

    @Test
    void anAbstractClassIsRefused() {
        assertRefused(Unfinished.class.getName(), "is abstract: name a concrete subclass");
    }

    @Test
    void aClassWithoutTheRightConstructorIsRefused() {
        assertRefused(Demanding.class.getName(), "has no constructor without arguments");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithWhatItThrew() {
        AgentClass type = AgentClass.load(Throwing.class.getName(), LOADER);

        assertThatThrownBy(type::newInstance)
                .isInstanceOf(AgentClass.Refused.class)
                .hasMessageContaining("threw java.lang.IllegalStateException: no config");
    }

    @Test
    void readingTheContextInTheConstructorSaysWhatToDo() {
        assertThatThrownBy(AgentClass.of(Hasty.class)::newInstance)
                .hasMessageContaining("context() is not there yet in the constructor")
                .hasMessageContaining("move this to setup()");
    }

    private static void assertRefused(String name, String... fragments) {
        assertThatThrownBy(() -> AgentClass.load(name, LOADER))
                .isInstanceOf(AgentClass.Refused.class)
                .hasMessageContainingAll(fragments);
    }
}
