package dev.baton.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlueprintTest {

    @Test
    void takesItsNameFromTheFolderAndThePackageFromTheName() {
        Blueprint blueprint = Blueprint.ofJava(Path.of("somewhere/./my-app/"), null);

        assertThat(blueprint.name()).isEqualTo("my-app");
        assertThat(blueprint.packageName()).isEqualTo("com.example.myapp");
        assertThat(blueprint.folder()).isAbsolute().endsWithRaw(Path.of("somewhere/my-app"));
        assertThat(Blueprint.ofJava(Path.of("a"), "com.acme.app").packageName()).isEqualTo("com.acme.app");
        assertThat(Blueprint.ofPrograms(Path.of("a1-b2")).packageName()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-App", "9lives", "a_b", "a--b", "-a", "a-", "a b", "a.b", "ünder", "/", "..", ".hidden"})
    void refusesWhatMavenOrAFolderWouldStumbleOver(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blueprint.ofPrograms(Path.of("/").resolve(name)))
                .withMessageContaining("can't be the name of a project")
                .withMessageContaining("such as my-app");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThat(Blueprint.ofPrograms(Path.of("a".repeat(60))).name()).hasSize(60);
        assertThatIllegalArgumentException().isThrownBy(() -> Blueprint.ofPrograms(Path.of("a".repeat(61))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.class", "Com.acme", "com..acme", "com.acme.", "com.1", "com.my-app", "", "true"})
    void refusesWhatIsNoPackage(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blueprint.ofJava(Path.of("a"), name))
                .withMessageContaining("can't be the name of a Java package")
                .withMessageContaining("--package com.acme.app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "java.util", "javax.tea", "dev.baton", "dev.baton.agent"})
    void refusesPackagesThatAreTaken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blueprint.ofJava(Path.of("a"), name))
                .withMessageContaining("would be taken instead of yours");
        assertThat(Blueprint.ofJava(Path.of("a"), "dev.batonist").packageName()).isEqualTo("dev.batonist");
    }

    @Test
    void asksForAPackageWhereTheNameGivesNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blueprint.ofJava(Path.of("new"), null))
                .withMessageContaining("'com.example.new'")
                .withMessageContaining("--package");
    }
}
