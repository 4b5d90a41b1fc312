package dev.baton.jar;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A concatenation of strings, as a method with a {@link StringBuilder}.
 *
 * @param descriptor what it takes, and that it makes a string
 * @param recipe literal text, with a {@code \1} where something taken stands
 * @see java.lang.invoke.StringConcatFactory#makeConcatWithConstants
 */
record Concatenation(String descriptor, String recipe) {
    static final int ACCESS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private static final String BUILDER = "java/lang/StringBuilder";
    private static final char TAKEN = '\1';
    private static final char CONSTANT = '\2';

    /** Whether this is one, and without constants beside its recipe, which are rare. */
    static boolean isOne(Handle linker, Object... arguments) {
        return linker.getOwner().equals("java/lang/invoke/StringConcatFactory")
                && linker.getName().equals("makeConcatWithConstants")
                && ((String) arguments[0]).indexOf(CONSTANT) < 0;
    }

    void write(MethodVisitor method) {
        method.visitCode();
        method.visitTypeInsn(Opcodes.NEW, BUILDER);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        int local = 0;
        int next = 0;
        Type[] taken = Type.getArgumentTypes(descriptor);
        for (String literal : recipe.split(String.valueOf(TAKEN), -1)) {
            if (!literal.isEmpty()) {
                method.visitLdcInsn(literal);
                append(method, Type.getType(String.class));
            }
            if (next < taken.length) {
                method.visitVarInsn(taken[next].getOpcode(Opcodes.ILOAD), local);
                append(method, taken[next]);
                local += taken[next++].getSize();
            }
        }
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(1 + 2, local);
        method.visitEnd();
    }

    private static void append(MethodVisitor method, Type appended) {
        String as =
                switch (appended.getSort()) {
                    case Type.BYTE, Type.SHORT -> "I";
                    case Type.ARRAY -> "Ljava/lang/Object;";
                    case Type.OBJECT ->
                        appended.getClassName().equals("java.lang.String")
                                ? "Ljava/lang/String;"
                                : "Ljava/lang/Object;";
                    default -> appended.getDescriptor();
                };
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + as + ")L" + BUILDER + ";", false);
    }
}
