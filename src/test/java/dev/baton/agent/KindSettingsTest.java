package dev.baton.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of agent makes of its config. */
class KindSettingsTest {

    static final class Looping extends LoopingAgent {
        @Override
        protected void cycle() {}
    }

    static final class Periodic extends PeriodicAgent {
        @Override
        protected void runner() {}
    }

    record City(String city, int population) {
        static final City DEFAULT = new City("Rome", 1);

        City {
            if (population < 0) {
                throw new IllegalArgumentException("population is " + population + " but must be at least 0");
            }
        }
    }

    static final class Weather extends PeriodicAgent {
        @Override
        protected Class<? extends Record> configType() {
            return City.class;
        }

        @Override
        protected void validate(Findings findings) {
            if (context().config(City.class).city().equals("Atlantis")) {
                findings.warning("city", "Atlantis has no weather");
            }
        }

        @Override
        protected void runner() {}
    }

    static final class Scheduled extends ScheduledAgent {
        @Override
        protected void runner() {}
    }

    static final class Listening extends EventAgent {
        @Override
        protected void onEvent(Message<Object> message) {}
    }

    @Test
    void defaultsHoldWhereNothingIsSaid() {
        assertThat(cadence(Looping.class, "{}")).isEqualTo(new Cadence.Continuous(Cadence.NO_LIMIT));
        assertThat(cadence(Periodic.class, "{}"))
                .isEqualTo(new Cadence.Fixed(Duration.ofSeconds(1), false, Cadence.NO_LIMIT));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(cadence(Periodic.class, "{'executionInterval':'250ms','delayCompensation':true,'limit':3}"))
                .isEqualTo(new Cadence.Fixed(Duration.ofMillis(250), true, 3));
        assertThat(cadence(Listening.class, "{'address':'orders','limit':2}"))
                .isEqualTo(new Cadence.PerMessage("orders", 2));
        assertThat(cadence(Scheduled.class, "{'cron':'0 12 * * *','zone':'UTC','limit':1}")
                        .limit())
                .isEqualTo(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(findings(Weather.class, "{'executionIntervall':'1s','city':5,'population':'many'}"))
                .hasSize(3)
                .anySatisfy(message -> assertThat(message).contains("did you mean 'executionInterval'"));
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThat(findings(Looping.class, "{'limit':0}"))
                .singleElement()
                .asString()
                .contains("limit is 0 but must be 1 or more, or -1 for no limit");
    }

    @Test
    void anAuthorsOwnFindingsAreAdded() {
        assertThat(findings(Weather.class, "{'city':'Atlantis'}"))
                .containsExactly("WARNING config.city: Atlantis has no weather");
    }

    @Test
    void withoutARecordOfItsOwnOnlyMistypedKeysOfTheKindAreRefused() {
        assertThat(findings(Periodic.class, "{'colour':'red'}")).isEmpty();
        assertThat(findings(Periodic.class, "{'limits':3}"))
                .singleElement()
                .asString()
                .contains("did you mean 'limit'");
    }

    @Test
    void aScheduleNeedsAValidCronAndZone() {
        assertThat(findings(Scheduled.class, "{}")).singleElement().asString().contains("a scheduled agent needs one");
        assertThat(findings(Scheduled.class, "{'cron':'* * * * *','zone':'Mars/Olympus'}"))
                .singleElement()
                .asString()
                .contains("'Mars/Olympus' is no time zone");
    }

    @Test
    void anEventAgentNeedsAnAddress() {
        assertThat(findings(Listening.class, "{}")).singleElement().asString().contains("needs the event-bus address");
    }

    @Test
    void aPoolNeedsMembersAndChecksThem() {
        assertThat(findings(PoolAgent.class, "{}")).singleElement().asString().contains("a pool needs members");
        assertThat(findings(
                        PoolAgent.class,
                        "{'agents':{'m':{'class':'" + Looping.class.getName() + "','config':{'limit':0}}}}"))
                .singleElement()
                .asString()
                .contains("config.agents.m.config")
                .contains("limit is 0");
        assertThat(findings(PoolAgent.class, "{'agents':{'m':{'class':'com.acme.Missing'}}}"))
                .singleElement()
                .asString()
                .contains("there is no class 'com.acme.Missing'");
    }

    @Test
    void whoNeverEndsIsKnownBeforeItStarts() {
        assertThat(runsUntilStopped(Periodic.class, "{}")).isTrue();
        assertThat(runsUntilStopped(Periodic.class, "{'limit':3}")).isFalse();
        assertThat(runsUntilStopped(AgentClassTest.Good.class, "{}")).isFalse();
        assertThat(runsUntilStopped(PoolAgent.class, "{'agents':{'m':{'class':'" + Looping.class.getName() + "'}}}"))
                .isTrue();
    }

    private static Cadence cadence(Class<? extends Agent> type, String config) {
        AgentSpec spec = spec(type, config);
        Agent agent = spec.factory().get();
        AgentHooks.bind(agent, new DetachedContext(spec, KindSettingsTest.class.getClassLoader(), agent));
        return AgentHooks.cadence(agent);
    }

    private static List<String> findings(Class<? extends Agent> type, String config) {
        Findings findings = new Findings();
        AgentHooks.check(spec(type, config), KindSettingsTest.class.getClassLoader(), findings);
        return findings.all().stream().map(Finding::toString).toList();
    }

    private static boolean runsUntilStopped(Class<? extends Agent> type, String config) {
        return AgentHooks.runsUntilStopped(spec(type, config), KindSettingsTest.class.getClassLoader());
    }

    private static AgentSpec spec(Class<? extends Agent> type, String config) {
        return AgentSpec.of("a", AgentClass.of(type)).withConfig(new JsonObject(config.replace('\'', '"')));
    }
}
