package dev.baton.jar;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a lambda or a reference to a method becomes: a class with a field for each value it captures, and the interface's one
 * method, which calls the implementation. As at run time there is only one object if nothing is captured.
 *
 * @param place where it stands
 * @param method name of the interface's method
 * @param captured the captured values' types
 * @param implemented the interface
 * @param erased the method's type as the interface declares it
 * @param instantiated the same with the types that stand for the interface's variables here
 * @param implementation what it calls
 * @see java.lang.invoke.LambdaMetafactory#metafactory
 */
record LambdaClass(
        Place place,
        String method,
        Type[] captured,
        Type implemented,
        Type erased,
        Type instantiated,
        Handle implementation) {
    /** Name of the static method that takes the captured values and gives the object. */
    static final String MAKE = "make";

    private static final String THE_ONE = "ONE";
    private static final String CONSTRUCTOR = "<init>";

    /** Where it stands: what its class has from that in which it is. */
    record Place(int version, String nestHost, String source, int line) {}

    static boolean isOne(Handle linker) {
        return linker.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && linker.getName().equals("metafactory");
    }

    /** Of what stands in the instruction that {@link #isOne}. */
    static LambdaClass of(Place place, String method, String descriptor, Object... arguments) {
        return new LambdaClass(
                place,
                method,
                Type.getArgumentTypes(descriptor),
                Type.getReturnType(descriptor),
                (Type) arguments[0],
                (Type) arguments[2],
                (Handle) arguments[1]);
    }

    byte[] bytes(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                place.version(),
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                new String[] {implemented.getInternalName()});
        writer.visitSource(place.source(), null);
        writer.visitNestHost(place.nestHost());
        constructor(writer, name);
        if (captured.length == 0) {
            makeOne(writer, name);
        }
        make(writer, name);
        call(writer, name);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor(ClassWriter writer, String name) {
        MethodVisitor code = begin(writer, Opcodes.ACC_PRIVATE, CONSTRUCTOR, constructorType());
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", CONSTRUCTOR, "()V", false);
        int local = 1;
        for (int i = 0; i < captured.length; i++) {
            writer.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null)
                    .visitEnd();
            code.visitVarInsn(Opcodes.ALOAD, 0);
            local = load(code, captured[i], local);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
        }
        end(code, Type.VOID_TYPE);
    }

    private static void makeOne(ClassWriter writer, String name) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, THE_ONE, descriptor(name), null, null).visitEnd();
        MethodVisitor code = begin(writer, Opcodes.ACC_STATIC, "<clinit>", "()V");
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, "()V", false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, THE_ONE, descriptor(name));
        end(code, Type.VOID_TYPE);
    }

    private void make(ClassWriter writer, String name) {
        MethodVisitor code = begin(writer, Opcodes.ACC_STATIC, MAKE, Type.getMethodDescriptor(implemented, captured));
        if (captured.length == 0) {
            code.visitFieldInsn(Opcodes.GETSTATIC, name, THE_ONE, descriptor(name));
        } else {
            code.visitTypeInsn(Opcodes.NEW, name);
            code.visitInsn(Opcodes.DUP);
            int local = 0;
            for (Type each : captured) {
                local = load(code, each, local);
            }
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, CONSTRUCTOR, constructorType(), false);
        }
        end(code, implemented);
    }

    private void call(ClassWriter writer, String name) {
        MethodVisitor code = begin(writer, Opcodes.ACC_PUBLIC, method, erased.getDescriptor());
        Label start = new Label();
        code.visitLabel(start);
        code.visitLineNumber(place.line(), start);
        boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (isConstructor) {
            code.visitTypeInsn(Opcodes.NEW, implementation.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        List<Type> wanted = wanted();
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
            Conversion.write(code, captured[i], captured[i], wanted.get(i));
        }
        Type[] declared = erased.getArgumentTypes();
        Type[] known = instantiated.getArgumentTypes();
        int local = 1;
        for (int i = 0; i < declared.length; i++) {
            local = load(code, declared[i], local);
            Conversion.write(code, declared[i], known[i], wanted.get(captured.length + i));
        }
        code.visitMethodInsn(
                opcode(),
                implementation.getOwner(),
                implementation.getName(),
                implementation.getDesc(),
                implementation.isInterface());
        Type result = isConstructor
                ? Type.getObjectType(implementation.getOwner())
                : Type.getReturnType(implementation.getDesc());
        Conversion.write(code, result, result, instantiated.getReturnType());
        end(code, erased.getReturnType());
    }

    /** What the implementation takes, its receiver first. */
    private List<Type> wanted() {
        List<Type> wanted = new ArrayList<>();
        switch (implementation.getTag()) {
            case Opcodes.H_INVOKESTATIC, Opcodes.H_NEWINVOKESPECIAL -> {}
            default -> wanted.add(Type.getObjectType(implementation.getOwner()));
        }
        wanted.addAll(List.of(Type.getArgumentTypes(implementation.getDesc())));
        return wanted;
    }

    private int opcode() {
        return switch (implementation.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            // A private method, which those of its nest call like any other.
            default -> implementation.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    private String constructorType() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    }

    private static String descriptor(String name) {
        return Type.getObjectType(name).getDescriptor();
    }

    private static String field(int index) {
        return "captured" + index;
    }

    /** Where the next local variable is. */
    private static int load(MethodVisitor code, Type type, int local) {
        code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
        return local + type.getSize();
    }

    private static MethodVisitor begin(ClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, Type returned) {
        code.visitInsn(returned.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
