package dev.baton.scaffold;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Baton's own part of the jar that runs, without the libraries that are in there too. The same classes give the same bytes. */
final class OwnClasses {
    private static final String HOUSE = "dev/baton/";
    private static final String SCHEMA = "baton.schema.json";
    private static final String SERVICES = "META-INF/services/";
    /** The first that a jar can hold in every time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Map<String, byte[]> entries;

    private OwnClasses(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    /** Of the jar, or the folder of classes, that this class comes from. */
    static OwnClasses read() throws IOException {
        Path source;
        try {
            source = Path.of(OwnClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("it can't be told where this Baton's classes are", e);
        }
        OwnClasses own = new OwnClasses(new TreeMap<>());
        if (Files.isDirectory(source)) {
            own.addAllOfFolder(source);
        } else {
            own.addAllOfJar(source);
        }
        return own;
    }

    private void addAllOfFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (isOwn(name)) {
                    add(name, Files.readAllBytes(file));
                }
            }
        }
    }

    private void addAllOfJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : file.stream().toList()) {
                if (!entry.isDirectory() && isOwn(entry.getName())) {
                    try (InputStream in = file.getInputStream(entry)) {
                        add(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private static boolean isOwn(String name) {
        return name.startsWith(HOUSE) || name.equals(SCHEMA) || name.startsWith(SERVICES);
    }

    /** Of a service the one jar names all that there are, also those of libraries. */
    private void add(String name, byte[] content) {
        if (!name.startsWith(SERVICES)) {
            entries.put(name, content);
            return;
        }
        String own = new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(HOUSE.replace('/', '.')))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (!own.isEmpty()) {
            entries.put(name, own.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As a jar that says it is Baton's of this {@code version}. */
    byte[] asJar(String version) throws IOException {
        Manifest manifest = new Manifest();
        Attributes said = manifest.getMainAttributes();
        said.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        said.put(Attributes.Name.IMPLEMENTATION_TITLE, "Baton");
        said.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            begin(jar, JarFile.MANIFEST_NAME);
            manifest.write(jar);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                begin(jar, entry.getKey());
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void begin(JarOutputStream jar, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(TIME);
        jar.putNextEntry(entry);
    }
}
