package dev.baton.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Who may call which method: what the classes that declare them say, those of the jar and those of the JDK. */
final class Hierarchy {
    private final Classes classes;

    /** Where the jar's classes are found. */
    interface Classes {
        /** The bytes of the class of that internal name, or null. */
        byte[] find(String name);
    }

    Hierarchy(Classes classes) {
        this.classes = classes;
    }

    /** Whether it is private to the class that it is asked of. */
    boolean isPrivate(Handle method) {
        Declaration declaration = declaration(method);
        return declaration.isFound && declaration.isA(Opcodes.ACC_PRIVATE);
    }

    /**
     * Whether {@code method}, which the class {@code from} may call, can be called by every class of its nest. Not so a protected
     * one of another package, as that is there for those who inherit it; nor is that known of one that can't be found.
     */
    boolean isInSight(Handle method, String from) {
        if (method.isInterface()) {
            return true;
        }
        Declaration declaration = declaration(method);
        return declaration.isFound
                && (!declaration.isA(Opcodes.ACC_PROTECTED)
                        || packageOf(declaration.owner).equals(packageOf(from)));
    }

    /** By the class that it is asked of, or the nearest of its superclasses. */
    private Declaration declaration(Handle method) {
        Declaration declaration = new Declaration(method);
        String owner = method.getOwner();
        while (owner != null && !declaration.isFound) {
            byte[] bytes = bytes(owner);
            if (bytes == null) {
                break;
            }
            declaration.owner = owner;
            ClassReader reader = new ClassReader(bytes);
            reader.accept(declaration, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            owner = reader.getSuperName();
        }
        return declaration;
    }

    private byte[] bytes(String name) {
        byte[] ofTheJar = classes.find(name);
        if (ofTheJar != null) {
            return ofTheJar;
        }
        try (InputStream ofTheJdk = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return ofTheJdk == null ? null : ofTheJdk.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static final class Declaration extends ClassVisitor {
        private final Handle method;
        private String owner;
        private boolean isFound;
        private int access;

        Declaration(Handle method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public MethodVisitor visitMethod(
                int itsAccess, String name, String descriptor, String signature, String[] thrown) {
            if (name.equals(method.getName()) && descriptor.equals(method.getDesc())) {
                isFound = true;
                access = itsAccess;
            }
            return null;
        }

        boolean isA(int flag) {
            return (access & flag) != 0;
        }
    }
}
