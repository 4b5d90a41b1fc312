package dev.baton.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/** The texts of new projects, in which {@code @{name}} stands for what differs; Maven and Baton have other marks of their own. */
final class Templates {
    private final String kind;
    private final StringSubstitutor substitutor;

    /**
     * Those of one kind of project.
     *
     * @param kind the folder of resources that they are in
     */
    Templates(String kind, Map<String, String> values) {
        this.kind = kind;
        this.substitutor = new StringSubstitutor(values, "@{", "}", '\\')
                .setDisableSubstitutionInValues(true)
                .setEnableUndefinedVariableException(true);
    }

    /** The text of {@code name}, filled in. */
    String text(String name) throws IOException {
        String resource = kind + "/" + name;
        try (InputStream in = Templates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("this Baton lacks its template " + resource + ": install it again");
            }
            return substitutor.replace(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
