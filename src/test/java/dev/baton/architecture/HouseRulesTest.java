package dev.baton.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.baton.architecture.RoomTable.HOUSE;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** Habits that a reader may rely on in every room: where time comes from, where output goes, what null means. */
@AnalyzeClasses(packages = HOUSE)
class HouseRulesTest {

    private static final Set<String> CLOCKS_OF_SYSTEM = Set.of("currentTimeMillis", "nanoTime");

    @ArchTest
    static final ArchRule onlyTheLauncherKnowsTheTime = noClasses()
            .that(areMain())
            .and()
            .resideOutsideOfPackage(HOUSE + ".launcher")
            .should()
            .accessTargetWhere(access("the wall clock", HouseRulesTest::readsTheWallClock))
            .because("time comes in through constructors, so that a test can turn it by hand")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheLauncherThrowsDice = noClasses()
            .that(areMain())
            .and()
            .resideOutsideOfPackage(HOUSE + ".launcher")
            .should()
            .accessTargetWhere(access("real randomness", HouseRulesTest::throwsDice))
            .because("randomness and ids come in through constructors, so that a test can repeat itself")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .accessTargetWhere(access("a sleep", HouseRulesTest::sleeps))
            .because("code waits for a fact or a timer, and so does a test")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTestingStartsProcessesForTests = noClasses()
            .that(DescribedPredicate.not(areMain()))
            .and()
            .resideOutsideOfPackages(HOUSE + ".testing", HOUSE + ".architecture", HOUSE + ".bench")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .because("whoever starts a process must also see to its end, whatever becomes of the test");

    @ArchTest
    static final ArchRule onlyCliLauncherAndLoggingPrint = noClasses()
            .that(areMain())
            .and()
            .resideOutsideOfPackages(HOUSE + ".cli", HOUSE + ".launcher", HOUSE + ".logging")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the rest logs")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageSaysWhatNullMeans =
            classes().that(areMain()).should(liveInANullMarkedPackage()).allowEmptyShould(true);

    private static boolean readsTheWallClock(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean timeWithoutClock = owner.getPackageName().equals("java.time")
                && name.equals("now")
                && parametersOf(target).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean realClock =
                owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.matches("tick[A-Z].*"));
        boolean system = owner.isEquivalentTo(System.class) && CLOCKS_OF_SYSTEM.contains(name);
        boolean legacy = isConstructorWithoutArguments(target, Date.class)
                || (owner.isEquivalentTo(java.util.Calendar.class) && name.equals("getInstance"));
        return timeWithoutClock || realClock || system || legacy;
    }

    private static boolean throwsDice(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean unseeded = isConstructorWithoutArguments(target, Random.class)
                || isConstructorWithoutArguments(target, java.util.SplittableRandom.class)
                || owner.isAssignableTo(java.security.SecureRandom.class);
        boolean shared = (owner.isEquivalentTo(java.util.concurrent.ThreadLocalRandom.class) && name.equals("current"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(java.util.UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(Collections.class)
                        && name.equals("shuffle")
                        && parametersOf(target).size() == 1);
        boolean generator = owner.isEquivalentTo(java.util.random.RandomGenerator.class)
                && (name.equals("getDefault") || name.equals("of"));
        return unseeded || shared || generator;
    }

    private static boolean sleeps(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return target.getName().equals("sleep")
                && (owner.isAssignableTo(Thread.class) || owner.isAssignableTo(TimeUnit.class));
    }

    private static boolean isConstructorWithoutArguments(AccessTarget target, Class<?> type) {
        return target.getOwner().isEquivalentTo(type)
                && target.getName().equals("<init>")
                && parametersOf(target).isEmpty();
    }

    private static List<JavaClass> parametersOf(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget code ? code.getRawParameterTypes() : List.of();
    }

    private static DescribedPredicate<JavaAccess<?>> access(
            String description, java.util.function.Predicate<AccessTarget> predicate) {
        return describe(description, access -> predicate.test(access.getTarget()));
    }

    private static DescribedPredicate<JavaClass> areMain() {
        return describe(
                "are no tests",
                type -> type.getSource()
                        .map(source -> !source.getUri().toString().contains("/test-classes/"))
                        .orElse(true));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info.java is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getPackageName() + " has no package-info.java with @NullMarked, seen from "
                                    + type.getName()));
                }
            }
        };
    }
}
