package dev.baton.jar;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes classes anew without what the JVM has to make when it first comes to it, at each start: each lambda and each reference
 * to a method becomes a class beside that in which it stands ({@link LambdaClass}), each concatenation of strings a method in it
 * ({@link Concatenation}).
 *
 * <p>Left alone are classes of before Java 11, as those beside them have no access to their private methods; lambdas that can
 * be serialised or have further interfaces; and what records have for {@code equals}, {@code hashCode} and {@code toString}.
 */
final class PlainClasses {
    private static final int MAJOR_VERSION_AT = 6;

    private final Map<String, Map<String, byte[]>> nests = new TreeMap<>();
    private final Hierarchy hierarchy;

    /** Of classes that can call what {@code hierarchy} has. */
    PlainClasses(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** The class, or the same bytes if there is nothing to do. What it needs beside it is in {@link #nests} from then on. */
    byte[] of(byte[] original) {
        ClassReader reader = new ClassReader(original);
        if (reader.readUnsignedShort(MAJOR_VERSION_AT) < Opcodes.V11) {
            return original;
        }
        Origin origin = new Origin(reader);
        reader.accept(origin, ClassReader.SKIP_CODE);
        ClassWriter writer = new ClassWriter(0);
        Rewriting rewriting = new Rewriting(writer, origin);
        reader.accept(rewriting, 0);
        return rewriting.isChanged ? writer.toByteArray() : original;
    }

    /** The classes made so far by their internal names, by that of the class whose nest they belong to. */
    Map<String, Map<String, byte[]>> nests() {
        return Collections.unmodifiableMap(nests);
    }

    /** {@code host} with {@code mates} in its nest. */
    static byte[] hosting(byte[] host, Collection<String> mates) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(host)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visitEnd() {
                                mates.forEach(writer::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** What has to be known of a class before its code is read. */
    private static final class Origin extends ClassVisitor {
        final String name;
        final int version;
        final boolean isInterface;
        String nestHost;
        String source;

        Origin(ClassReader reader) {
            super(Opcodes.ASM9);
            name = reader.getClassName();
            version = reader.readUnsignedShort(MAJOR_VERSION_AT);
            isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
            nestHost = name;
        }

        @Override
        public void visitSource(String file, String debug) {
            source = file;
        }

        @Override
        public void visitNestHost(String host) {
            nestHost = host;
        }
    }

    private final class Rewriting extends ClassVisitor {
        private final Origin origin;
        private final Map<Concatenation, String> concatenations = new HashMap<>();
        private int lambdas;
        private boolean isChanged;

        Rewriting(ClassWriter writer, Origin origin) {
            super(Opcodes.ASM9, writer);
            this.origin = origin;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new Calls(super.visitMethod(access, name, descriptor, signature, thrown));
        }

        /** The method that concatenates, made when it is first asked for. */
        private String methodOf(Concatenation concatenation) {
            return concatenations.computeIfAbsent(concatenation, made -> {
                String name = "concat$" + concatenations.size();
                made.write(super.visitMethod(Concatenation.ACCESS, name, made.descriptor(), null, null));
                return name;
            });
        }

        private String classOf(LambdaClass lambda) {
            String name = origin.name + "$lambda$" + lambdas++;
            nests.computeIfAbsent(origin.nestHost, host -> new TreeMap<>()).put(name, lambda.bytes(name));
            return name;
        }

        /** Whether another class of the nest can call it as this one does. */
        private boolean isReachable(Handle method) {
            // What is called specially is of this class if it is private; else it is the superclass's, which no other
            // can name.
            return method.getTag() == Opcodes.H_INVOKESPECIAL
                    ? method.getOwner().equals(origin.name) && hierarchy.isPrivate(method)
                    : hierarchy.isInSight(method, origin.name);
        }

        private final class Calls extends MethodVisitor {
            private int line;

            Calls(MethodVisitor to) {
                super(Opcodes.ASM9, to);
            }

            @Override
            public void visitLineNumber(int number, Label start) {
                line = number;
                super.visitLineNumber(number, start);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle linker, Object... arguments) {
                if (Concatenation.isOne(linker, arguments)) {
                    String method = methodOf(new Concatenation(descriptor, (String) arguments[0]));
                    call(origin.name, method, descriptor, origin.isInterface);
                } else if (LambdaClass.isOne(linker) && isReachable((Handle) arguments[1])) {
                    LambdaClass lambda = LambdaClass.of(
                            new LambdaClass.Place(origin.version, origin.nestHost, origin.source, line),
                            name,
                            descriptor,
                            arguments);
                    call(classOf(lambda), LambdaClass.MAKE, descriptor, false);
                } else {
                    super.visitInvokeDynamicInsn(name, descriptor, linker, arguments);
                }
            }

            private void call(String owner, String method, String descriptor, boolean isInterface) {
                isChanged = true;
                super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, isInterface);
            }
        }
    }
}
