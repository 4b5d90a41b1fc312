package dev.baton.jar;

import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Code that makes of a value what is wanted where it goes: the conversions that a lambda's values may need. */
final class Conversion {
    private static final List<Type> PRIMITIVES = List.of(
            Type.BOOLEAN_TYPE,
            Type.CHAR_TYPE,
            Type.BYTE_TYPE,
            Type.SHORT_TYPE,
            Type.INT_TYPE,
            Type.FLOAT_TYPE,
            Type.LONG_TYPE,
            Type.DOUBLE_TYPE);
    private static final List<Class<?>> BOXES = List.of(
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Float.class,
            Long.class,
            Double.class);

    private Conversion() {}

    /**
     * For the value on top of the stack.
     *
     * @param declared what the code says it is
     * @param known what it is known to be; the same, or a class where {@code declared} is a wider one
     * @param wanted what it has to be; void to drop it
     */
    static void write(MethodVisitor code, Type declared, Type known, Type wanted) {
        if (wanted.equals(Type.VOID_TYPE)) {
            drop(code, declared);
        } else if (isPrimitive(declared)) {
            if (isPrimitive(wanted)) {
                widen(code, declared, wanted);
            } else {
                box(code, declared);
            }
        } else if (isPrimitive(wanted)) {
            unbox(code, known, wanted);
        } else if (!wanted.equals(declared) && !wanted.equals(Type.getType(Object.class))) {
            code.visitTypeInsn(Opcodes.CHECKCAST, wanted.getInternalName());
        }
    }

    private static void drop(MethodVisitor code, Type type) {
        switch (type.getSize()) {
            case 1 -> code.visitInsn(Opcodes.POP);
            case 2 -> code.visitInsn(Opcodes.POP2);
            default -> {}
        }
    }

    private static void box(MethodVisitor code, Type primitive) {
        Type box = box(primitive);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                box.getInternalName(),
                "valueOf",
                Type.getMethodDescriptor(box, primitive),
                false);
    }

    /** An Integer may be wanted as a long; what isn't known to be of one box has to be of that of what is wanted. */
    private static void unbox(MethodVisitor code, Type known, Type wanted) {
        Type primitive = PRIMITIVES.stream()
                .filter(each -> box(each).equals(known))
                .findFirst()
                .orElse(wanted);
        Type box = box(primitive);
        code.visitTypeInsn(Opcodes.CHECKCAST, box.getInternalName());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                box.getInternalName(),
                primitive.getClassName() + "Value",
                Type.getMethodDescriptor(primitive),
                false);
        widen(code, primitive, wanted);
    }

    /** What fits in an int is one already. */
    private static void widen(MethodVisitor code, Type from, Type to) {
        if (from.equals(to) || to.getSort() <= Type.INT) {
            return;
        }
        code.visitInsn(
                switch (from.getSort()) {
                    case Type.LONG -> to.getSort() == Type.FLOAT ? Opcodes.L2F : Opcodes.L2D;
                    case Type.FLOAT -> Opcodes.F2D;
                    default ->
                        switch (to.getSort()) {
                            case Type.LONG -> Opcodes.I2L;
                            case Type.FLOAT -> Opcodes.I2F;
                            default -> Opcodes.I2D;
                        };
                });
    }

    private static boolean isPrimitive(Type type) {
        return PRIMITIVES.contains(type);
    }

    private static Type box(Type primitive) {
        return Type.getType(BOXES.get(PRIMITIVES.indexOf(primitive)));
    }
}
