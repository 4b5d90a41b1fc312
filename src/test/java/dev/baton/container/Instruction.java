package dev.baton.container;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One instruction of a Dockerfile: which stage it is in (0 the first), its name, and what comes after it, on one line. */
record Instruction(int stage, String name, String text) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    /** All of a file: comments left out, lines that go on put together. */
    static List<Instruction> all(List<String> lines) {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        int stage = -1;
        for (String line : lines) {
            if (line.stripLeading().startsWith("#") || (whole.isEmpty() && line.isBlank())) {
                continue;
            }
            boolean goesOn = line.endsWith("\\");
            whole.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                String[] parts = whole.toString().strip().split("\\s+", 2);
                stage += parts[0].equals("FROM") ? 1 : 0;
                instructions.add(new Instruction(stage, parts[0], parts[1].strip()));
                whole.setLength(0);
            }
        }
        return List.copyOf(instructions);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** The words of its array; fails where there is none, which is the form that needs a shell. */
    List<String> words() {
        String array = text.substring(Math.max(0, text.indexOf('[')));
        if (!array.startsWith("[") || !array.endsWith("]")) {
            throw new AssertionError(name + " is not in exec form: " + text);
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(array);
        while (word.find()) {
            words.add(word.group(1));
        }
        return List.copyOf(words);
    }
}
