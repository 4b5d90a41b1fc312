package dev.baton.jar;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar that is like another and starts sooner. Run by the build.
 *
 * <ul>
 *   <li>What is for Java 9 to the oldest that Baton runs on takes the place of what is for older ones: else every class would be
 *       looked for in all these places first.
 *   <li>Lambdas are classes of the jar ({@link PlainClasses}): else the JVM makes them at every start.
 *   <li>What every start loads is stored as it is, because to inflate it is a tenth of a start without an archive of classes.
 *       The rest stays small.
 *   <li>There are no entries for folders, as the table of contents is read at every start.
 * </ul>
 */
public final class OneJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String CLASS = ".class";
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
        Map<String, Content> contents;
        try (ZipFile from = new ZipFile(arguments[0])) {
            contents = newest(from, Integer.parseInt(arguments[2]));
        }
        makePlain(contents);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])));
                ZipOutputStream to = new ZipOutputStream(file)) {
            // Where those who read a jar from its beginning look for it.
            Content manifest = contents.remove(MANIFEST);
            if (manifest != null) {
                write(MANIFEST, manifest, to);
            }
            for (Map.Entry<String, Content> each : contents.entrySet()) {
                write(each.getKey(), each.getValue(), to);
            }
        }
    }

    /** The files by the names they are to have, in the order of these. */
    private static Map<String, Content> newest(ZipFile from, int oldestJava) {
        Map<String, Content> contents = new TreeMap<>();
        Map<String, Integer> versions = new TreeMap<>();
        from.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
            Matcher versioned = VERSIONED.matcher(entry.getName());
            boolean isForAll = versioned.matches() && Integer.parseInt(versioned.group(1)) <= oldestJava;
            String name = isForAll ? versioned.group(2) : entry.getName();
            int version = isForAll ? Integer.parseInt(versioned.group(1)) : 0;
            if (version >= versions.getOrDefault(name, 0)) {
                versions.put(name, version);
                contents.put(name, Content.of(from, entry));
            }
        });
        return contents;
    }

    private static void makePlain(Map<String, Content> contents) {
        Map<String, Content> originals = Map.copyOf(contents);
        PlainClasses plain = new PlainClasses(new Hierarchy(name -> {
            Content found = originals.get(name + CLASS);
            return found == null ? null : found.bytes();
        }));
        contents.replaceAll((name, content) -> isClass(name) ? content.with(plain.of(content.bytes())) : content);
        plain.nests().forEach((host, mates) -> {
            Content hosting = contents.get(host + CLASS);
            contents.put(host + CLASS, hosting.with(PlainClasses.hosting(hosting.bytes(), mates.keySet())));
            mates.forEach((name, bytes) -> {
                if (contents.put(name + CLASS, hosting.with(bytes)) != null) {
                    throw new IllegalStateException("The jar has a class " + name + " already.");
                }
            });
        });
    }

    /** What is only for newer Javas stays as the compiler made it. */
    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.startsWith("META-INF/");
    }

    private static void write(String name, Content content, ZipOutputStream to) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(content.time());
        if (LOADED_AT_EVERY_START.stream().anyMatch(name::startsWith)) {
            CRC32 crc = new CRC32();
            crc.update(content.bytes());
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.bytes().length);
            entry.setCrc(crc.getValue());
        }
        to.putNextEntry(entry);
        to.write(content.bytes());
        to.closeEntry();
    }

    private record Content(LocalDateTime time, byte[] bytes) {
        static Content of(ZipFile jar, ZipEntry entry) {
            try (InputStream content = jar.getInputStream(entry)) {
                return new Content(entry.getTimeLocal(), content.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Content with(byte[] other) {
            return new Content(time, other);
        }
    }
}
