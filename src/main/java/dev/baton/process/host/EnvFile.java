package dev.baton.process.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file with variables, one {@code NAME=VALUE} a line. Blank lines and lines that begin with {@code #} or {@code ;} are no
 * variables; {@code export} before a name and blanks around name and value are skipped; of several lines for one name the
 * last one counts. A value in single quotes is taken as it is, one in double quotes knows {@code \n \r \t \" \$ \\}; both may
 * go over several lines. A value without quotes ends at a {@code #} after a blank. Nothing is expanded.
 */
public final class EnvFile {
    private static final int LARGEST = 1024 * 1024;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]*";

    private final String text;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int at;
    private int line = 1;

    private EnvFile(String text) {
        this.text = text;
    }

    /**
     * The variables in {@code file}, in its order.
     *
     * @throws NoSuchFileException if there is no such file
     * @throws IOException with a message that says what is wrong and in which line, and holds no value
     */
    public static Map<String, String> read(Path file) throws IOException {
        return parse(text(file));
    }

    static Map<String, String> parse(String text) throws IOException {
        EnvFile parsed = new EnvFile((text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n"));
        parsed.lines();
        return parsed.variables;
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("it is larger than 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not valid UTF-8", e);
        }
    }

    private void lines() throws IOException {
        while (at < text.length()) {
            skipBlanks();
            if (at < text.length() && (text.charAt(at) == '#' || text.charAt(at) == ';')) {
                restOfLine();
            } else if (at < text.length() && text.charAt(at) != '\n') {
                variable();
            }
            if (at < text.length()) {
                at++;
                line++;
            }
        }
    }

    private void variable() throws IOException {
        int first = line;
        int equals = text.indexOf('=', at);
        int end = text.indexOf('\n', at);
        if (equals < 0 || (end >= 0 && end < equals)) {
            throw new IOException("line " + first + " has no '=': write NAME=VALUE");
        }
        String name = text.substring(at, equals).strip();
        name = name.startsWith("export ") ? name.substring("export ".length()).strip() : name;
        if (!name.matches(NAME)) {
            throw new IOException("line " + first + " has no name before its '=' that a variable can have: use letters,"
                    + " digits and '_', and begin with no digit");
        }
        at = equals + 1;
        skipBlanks();
        String value = value();
        if (value.indexOf('\0') >= 0) {
            throw new IOException("line " + first + " has a NUL character in it");
        }
        variables.put(name, value);
    }

    private String value() throws IOException {
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            String value = text.charAt(at) == '"' ? inDoubleQuotes() : inSingleQuotes();
            String rest = restOfLine().strip();
            if (!rest.isEmpty() && !rest.startsWith("#")) {
                throw new IOException("line " + line + " goes on after its closing quote: put all of the value between"
                        + " the quotes");
            }
            return value;
        }
        return restOfLine().split("(^|\\s)#", 2)[0].strip();
    }

    private String inSingleQuotes() throws IOException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw unclosed();
        }
        String value = text.substring(at + 1, end);
        line += (int) value.chars().filter(c -> c == '\n').count();
        at = end + 1;
        return value;
    }

    private String inDoubleQuotes() throws IOException {
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        int lines = 0;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            lines += c == '\n' ? 1 : 0;
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(escaped(text.charAt(i)));
            } else {
                value.append(c);
            }
            i++;
        }
        if (i >= text.length()) {
            throw unclosed();
        }
        at = i + 1;
        line += lines;
        return value.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '$', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private IOException unclosed() {
        return new IOException("line " + line + " opens a quote that is never closed");
    }

    private String restOfLine() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        String rest = text.substring(at, end);
        at = end;
        return rest;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
