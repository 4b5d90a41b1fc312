package dev.baton.docs;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The lines of a page of promises, each with the test that holds it. */
final class Promises {
    private static final Pattern PROMISE =
            Pattern.compile("- .* \\[(\\w+)\\.(\\w+)]\\(\\.\\./src/test/java/([\\w/]+)\\.java\\)");
    private static final String NOT = "## What is not promised";

    private Promises() {}

    /** What is wrong with the promises of {@code page}, one text for each. */
    static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        for (String line : lines(page)) {
            Matcher promise = PROMISE.matcher(line);
            if (!promise.matches()) {
                complaints.add("no test holds '" + line + "': [Class.method](../src/test/java/….java) at its end");
            } else if (!promise.group(3).endsWith('/' + promise.group(1)) || !isTest(promise)) {
                complaints.add(
                        "there is no test " + promise.group(1) + '.' + promise.group(2) + " in " + promise.group(3));
            }
        }
        return complaints;
    }

    /** The full names of the classes that hold promises. */
    static Set<String> classes(Page page) {
        Set<String> classes = new TreeSet<>();
        for (String line : lines(page)) {
            Matcher promise = PROMISE.matcher(line);
            if (promise.matches()) {
                classes.add(promise.group(3).replace('/', '.'));
            }
        }
        return classes;
    }

    private static List<String> lines(Page page) {
        return page.prose()
                .split(NOT, 2)[0]
                .lines()
                .filter(line -> line.startsWith("- "))
                .toList();
    }

    private static boolean isTest(Matcher promise) {
        try {
            Class<?> type = Class.forName(promise.group(3).replace('/', '.'), false, Promises.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(promise.group(2)) && isTest(method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether JUnit runs it. */
    static boolean isTest(AnnotatedElement method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
