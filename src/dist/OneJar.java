import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar that is like another and starts sooner. Run by the build, from its source.
 *
 * <ul>
 *   <li>What is for Java 9 to the oldest that Baton runs on takes the place of what is for older ones: else every class would be
 *       looked for in all these places first.
 *   <li>What every start loads is stored as it is, because to inflate it is a tenth of a start without an archive of classes.
 *       The rest stays small.
 *   <li>There are no entries for folders, as the table of contents is read at every start.
 * </ul>
 */
final class OneJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/((?!META-INF/).+)");
    private static final List<String> LOADED_AT_EVERY_START = List.of(
            "ch/qos/logback/",
            "com/fasterxml/jackson/core/",
            "dev/baton/",
            "io/netty/",
            "io/vertx/",
            "org/jctools/",
            "org/newsclub/",
            "org/slf4j/",
            "org/yaml/snakeyaml/",
            "picocli/");

    private OneJar() {}

    /** Given the jar that is there, the one to write, and the oldest Java that is to run it. */
    public static void main(String... arguments) throws IOException {
        try (ZipFile from = new ZipFile(arguments[0])) {
            Map<String, ZipEntry> entries = newest(from, Integer.parseInt(arguments[2]));
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])));
                    ZipOutputStream to = new ZipOutputStream(file)) {
                // Where those who read a jar from its beginning look for it.
                copy(from, entries.remove(MANIFEST), MANIFEST, to);
                for (Map.Entry<String, ZipEntry> each : entries.entrySet()) {
                    copy(from, each.getValue(), each.getKey(), to);
                }
            }
        }
    }

    /** The files by the names they are to have, in the order of these. */
    private static Map<String, ZipEntry> newest(ZipFile from, int oldestJava) {
        Map<String, ZipEntry> entries = new TreeMap<>();
        Map<String, Integer> versions = new TreeMap<>();
        from.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            Matcher versioned = VERSIONED.matcher(entry.getName());
            boolean isForAll = versioned.matches() && Integer.parseInt(versioned.group(1)) <= oldestJava;
            String name = isForAll ? versioned.group(2) : entry.getName();
            int version = isForAll ? Integer.parseInt(versioned.group(1)) : 0;
            if (version >= versions.getOrDefault(name, 0)) {
                versions.put(name, version);
                entries.put(name, entry);
            }
        });
        return entries;
    }

    private static void copy(ZipFile from, ZipEntry entry, String name, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(name);
        copy.setTimeLocal(entry.getTimeLocal());
        if (LOADED_AT_EVERY_START.stream().anyMatch(name::startsWith)) {
            copy.setMethod(ZipEntry.STORED);
            copy.setSize(entry.getSize());
            copy.setCrc(entry.getCrc());
        }
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
        }
        to.closeEntry();
    }
}
