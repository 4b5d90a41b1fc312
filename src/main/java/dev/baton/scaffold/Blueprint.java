package dev.baton.scaffold;

import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a new project is called, where it goes and what is in it.
 *
 * @param folder where it goes; its last part is the project's name
 * @param packageName what its classes are in, null for a project of programs, which has none
 */
public record Blueprint(Path folder, @Nullable String packageName) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 60;
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final String DEFAULT_PARENT = "com.example.";

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException with a sentence if Maven or Java can't take one of them
     */
    public Blueprint {
        folder = folder.toAbsolutePath().normalize();
        requireName(nameOf(folder));
        if (packageName != null) {
            requirePackage(packageName);
        }
    }

    /** A Maven project with agents in Java, in the package {@code packageName}, or one made from the project's name if that is null. */
    public static Blueprint ofJava(Path folder, @Nullable String packageName) {
        String name = nameOf(folder.toAbsolutePath().normalize());
        requireName(name);
        return new Blueprint(folder, packageName == null ? DEFAULT_PARENT + name.replace("-", "") : packageName);
    }

    /** A project without Java: a config file and programs. */
    public static Blueprint ofPrograms(Path folder) {
        return new Blueprint(folder, null);
    }

    /** The project's name, which is that of its folder. */
    public String name() {
        return nameOf(folder);
    }

    private static String nameOf(Path folder) {
        Path last = folder.getFileName();
        return last == null ? "" : last.toString();
    }

    private static void requireName(String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' can't be the name of a project: use at most " + LONGEST_NAME
                            + " lower-case letters, digits and single hyphens, beginning with a letter, such as my-app");
        }
    }

    private static void requirePackage(String name) {
        if (!PACKAGE.matcher(name).matches() || !SourceVersion.isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' can't be the name of a Java package: use lower-case words that"
                            + " are none of Java's own, with dots between them, such as --package com.acme.app");
        }
        if (isIn(name, "java") || isIn(name, "javax") || isIn(name, "dev.baton")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a package of Java's or Baton's own, whose classes would be"
                            + " taken instead of yours: use another, such as --package com.acme.app");
        }
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
