package dev.baton.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which keys hold what must not be shown, judged by their names alone. */
public final class SecretKeys {

    /** What is shown instead of a secret. */
    public static final String HIDDEN = "***";

    private static final Pattern SECRET = Pattern.compile("password|passwd|secret|token|key|credential");

    private SecretKeys() {}

    /** Whether the value of {@code key} is to be hidden: it names a password, secret, token, key or credential. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
    }
}
