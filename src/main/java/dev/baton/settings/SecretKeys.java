package dev.baton.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which keys hold what must not be shown, judged by their names alone. */
public final class SecretKeys {

    /** What is shown instead of a secret. */
    public static final String HIDDEN = "***";

    private static final String WORDS = "password|passwd|secret|token|key|credential";
    private static final Pattern SECRET = Pattern.compile(WORDS);
    private static final String NAME = "[\\w.-]*(?:" + WORDS + ")[\\w.-]*";
    private static final Pattern ASSIGNED = Pattern.compile("((?i)" + NAME + "=)\\S+");
    private static final Pattern FOLLOWING = Pattern.compile("((?i)(?:^|\\s)--?" + NAME + "\\s+)[^-\\s]\\S*");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^:/@\\s]*:)[^@/\\s]+@");

    private SecretKeys() {}

    /** Whether the value of {@code key} is to be hidden: it names a password, secret, token, key or credential. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
    }

    /** The line of a command without what looks like a secret in it: {@code --password=…}, {@code API_KEY=…}, {@code ://me:…@}. */
    public static String hideIn(String line) {
        String hidden = ASSIGNED.matcher(line).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
        hidden = FOLLOWING.matcher(hidden).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
        return IN_ADDRESS.matcher(hidden).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN + "@"));
    }

    /** The words of a command without what looks like a secret in them. */
    public static List<String> hideIn(List<String> words) {
        List<String> shown = new ArrayList<>();
        boolean secretFollows = false;
        for (String word : words) {
            boolean isOption = word.startsWith("-");
            shown.add(secretFollows && !isOption ? HIDDEN : hideIn(word));
            secretFollows = isOption && word.indexOf('=') < 0 && word.indexOf(' ') < 0 && isSecret(word);
        }
        return shown;
    }
}
