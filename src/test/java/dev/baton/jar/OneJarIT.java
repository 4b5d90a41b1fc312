package dev.baton.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.Jdks;
import dev.baton.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What puts the one jar into shape: the classes of a jar do what they did, and the JVM has less to make. */
class OneJarIT {
    private static final Pattern MADE = Pattern.compile("(.*)\\$lambda\\$\\d+\\.class");

    @TempDir
    private Path folder;

    static Stream<Path> oldestAndNewestJava() {
        return Stream.of(Jdks.oldest(), Jdks.newest()).distinct();
    }

    private Path before;
    private Path after;

    @BeforeEach
    void putAJarIntoShape() throws IOException {
        Path classes = folder.resolve("classes");
        Programs.run(
                tool("javac"),
                "--release",
                "17",
                "-g",
                "-d",
                classes.toString(),
                source("Base.java").toString(),
                source("Shapes.java").toString());
        before = folder.resolve("before.jar");
        after = folder.resolve("after.jar");
        Programs.run(tool("jar"), "--create", "--file", before.toString(), "-C", classes.toString(), ".");
        String tools = System.getProperty("baton.build") + "/jar-classes" + File.pathSeparator
                + System.getProperty("java.class.path");
        Programs.run(tool("java"), "-cp", tools, "dev.baton.jar.OneJar", before.toString(), after.toString(), "17");
    }

    private static String tool(String name) {
        return Jdks.oldest().resolve("bin").resolve(name).toString();
    }

    private Path source(String name) throws IOException {
        try (InputStream text = OneJarIT.class.getResourceAsStream(name + ".txt")) {
            return Files.write(folder.resolve(name), text.readAllBytes());
        }
    }

    private static List<String> run(Path java, Path jar, String... options) {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", jar.toString(), "shapes.Shapes"));
        return Programs.run(command.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void lambdasAndConcatenationsDoWhatTheyDid(Path java) {
        assertThat(run(java, after)).hasSizeGreaterThan(100).isEqualTo(run(java, before));
    }

    /** All but the one that can be serialised. */
    @Test
    void theJvmHasNoLambdaLeftToMake() {
        List<String> loaded = run(Jdks.oldest(), after, "-Xlog:class+load");

        assertThat(loaded)
                .filteredOn(line -> line.matches(".*(Shapes|Base).*\\$\\$Lambda.*"))
                .hasSize(1);
        assertThat(loaded).noneMatch(line -> line.contains("java.lang.invoke.StringConcatFactory source: jrt"));
    }

    /** What one of them may not call would show when it does, which may be in a year. */
    @Test
    void everyClassThatWasMadeForTheJarOfBatonMayCallWhatItCalls() throws IOException {
        Path jar = Path.of(System.getProperty("baton.jar"));
        List<String> made = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                Matcher named = MADE.matcher(entry.getName());
                if (named.matches() && !isReplaced(file, named.group(1) + ".class")) {
                    made.add(entry.getName());
                    try (InputStream bytes = file.getInputStream(entry)) {
                        faults.addAll(faults(new ClassReader(bytes), loader));
                    }
                }
            }
        }
        assertThat(made).hasSizeGreaterThan(2_000).anyMatch(name -> name.startsWith("io/vertx/core/"));
        assertThat(faults).isEmpty();
    }

    /** Whether this Java takes another class of that name, one that is as the compiler made it. */
    private static boolean isReplaced(JarFile jar, String name) {
        return !jar.getJarEntry(name).getRealName().equals(name);
    }

    private static List<String> faults(ClassReader reader, ClassLoader loader) {
        List<String> faults = new ArrayList<>();
        try {
            // To initialise is to verify as well.
            Class<?> made = Class.forName(reader.getClassName().replace('/', '.'), true, loader);
            Lookup calls = MethodHandles.privateLookupIn(made, MethodHandles.lookup());
            reader.accept(new Calls(calls, faults), ClassReader.SKIP_DEBUG);
        } catch (ReflectiveOperationException | LinkageError e) {
            faults.add(reader.getClassName() + ": " + e);
        }
        return faults;
    }

    /** Looks up each method that a class calls, as the class itself would. */
    private static final class Calls extends ClassVisitor {
        private final Lookup lookup;
        private final List<String> faults;

        Calls(Lookup lookup, List<String> faults) {
            super(Opcodes.ASM9);
            this.lookup = lookup;
            this.faults = faults;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    try {
                        find(opcode, owner.replace('/', '.'), method, type);
                    } catch (TypeNotPresentException | NoClassDefFoundError e) {
                        // Of a library that Baton does without.
                    } catch (ReflectiveOperationException e) {
                        faults.add(lookup.lookupClass() + " calls " + owner + "." + method + type + ": " + e);
                    }
                }
            };
        }

        private void find(int opcode, String owner, String method, String descriptor)
                throws ReflectiveOperationException {
            MethodType type = MethodType.fromMethodDescriptorString(
                    descriptor, lookup.lookupClass().getClassLoader());
            Class<?> declaring = lookup.findClass(owner);
            switch (opcode) {
                case Opcodes.INVOKESTATIC -> lookup.findStatic(declaring, method, type);
                case Opcodes.INVOKESPECIAL -> lookup.findConstructor(declaring, type);
                default -> lookup.findVirtual(declaring, method, type);
            }
        }
    }
}
