package dev.baton.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what a parser complains about. */
final class BrokenYaml {
    private static final Map<String, String> ADVICE = advice();

    private BrokenYaml() {}

    static String explain(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? firstLine(e) : e.getProblem();
        String advice = ADVICE.entrySet().stream()
                .filter(entry -> clean(problem).contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("check the indentation, quotes and brackets around here");
        return "broken YAML: " + clean(problem) + ": " + advice;
    }

    static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return clean(String.valueOf(message).lines().findFirst().orElse("no reason given"));
    }

    private static String clean(String text) {
        return text.replace("\t", "\\t").replaceAll("\\p{Cntrl}", "·");
    }

    private static Map<String, String> advice() {
        Map<String, String> advice = new LinkedHashMap<>();
        advice.put("'\\t", "indent with spaces, not with tabs");
        advice.put(
                "mapping values are not allowed here",
                "put a value that holds ': ' in quotes, or mend the indentation");
        advice.put("could not find expected ':'", "a key needs ': ' after it");
        advice.put("expected <block end>", "this line is indented differently from those it belongs to");
        advice.put("tag is not allowed", "write the value without the tag");
        advice.put("found undefined alias", "define it before its use, with &name");
        advice.put("expected a single document", "keep one document per file: remove the line '---'");
        advice.put("but found another document", "keep one document per file: remove the line '---'");
        advice.put("found unexpected end of stream", "a quote that was opened is never closed");
        advice.put("expected ',' or ']'", "a list that was opened with [ is never closed");
        advice.put("expected ',' or '}'", "a map that was opened with { is never closed");
        advice.put("cannot start any token", "put the value in quotes");
        return advice;
    }
}
