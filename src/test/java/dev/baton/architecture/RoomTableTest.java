package dev.baton.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.baton.architecture.RoomTable.HOUSE;
import static dev.baton.architecture.RoomTable.ROOMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Holds the packages to the {@link RoomTable}, and some libraries to one room. */
@AnalyzeClasses(packages = HOUSE, importOptions = DoNotIncludeTests.class)
class RoomTableTest {

    @ArchTest
    static final ArchRule everyPackageIsInTheTable =
            classes().should(liveInARoom()).because("a new room is a decision").allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsUseOnlyWhatTheTableAllows =
            classes().should(useOnlyRoomsAllowedToThem()).allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRuntimeStartsProcesses = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + ".runtime.tree")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyCliKnowsPicocli = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule onlyWatchKnowsGit = onlyIn("runtime.watch", "org.eclipse.jgit..");

    @ArchTest
    static final ArchRule onlyClusterKnowsHazelcast =
            onlyIn("cluster", "com.hazelcast..", "io.vertx.spi.cluster.hazelcast..");

    @ArchTest
    static final ArchRule cliStartsNoVertx = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".cli")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.core.Vertx")
            .because("a command line answers before an event loop would have started")
            .allowEmptyShould(true);

    private static ArchRule onlyIn(String room, String... libraryPackages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraryPackages)
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> liveInARoom() {
        return new ArchCondition<>("live in a room of the table") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!ROOMS.isRoom(type.getPackageName())) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getName() + " lives in " + type.getPackageName() + ", which is no room: name it in "
                                    + RoomTable.class.getSimpleName()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> useOnlyRoomsAllowedToThem() {
        return new ArchCondition<>("use only the rooms that the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = type.getPackageName();
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> {
                            String to = dependency.getTargetClass().getPackageName();
                            return RoomTable.isInHouse(to) && !ROOMS.mayUse(from, to);
                        })
                        .forEach(dependency -> events.add(SimpleConditionEvent.violated(
                                dependency,
                                from + " may use only " + ROOMS.usesOf(from) + ": " + dependency.getDescription())));
            }
        };
    }
}
