package dev.baton.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link BareServer} in one jar with what vertx-web needs and nothing else, made as a build would make it. */
final class BareServerJar {
    private static final Pattern PARTS = Pattern.compile(
            "(vertx-(core|core-logging|web|web-common|auth-common|bridge-common)|netty-.+|jackson-core)-\\d.*\\.jar");
    private static final Pattern LEFT_OUT = Pattern.compile("(.*/)?module-info\\.class|META-INF/.*\\.(SF|DSA|RSA|MF)");

    private BareServerJar() {}

    /** Makes the jar. */
    static Path in(Path folder) throws IOException {
        Path jar = folder.resolve("bare-server.jar");
        Set<String> names = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest())) {
            String own = BareServer.class.getName().replace('.', '/') + ".class";
            try (InputStream bytes = BareServer.class.getClassLoader().getResourceAsStream(own)) {
                entries.putNextEntry(new JarEntry(own));
                bytes.transferTo(entries);
                entries.closeEntry();
            }
            for (Path part : parts()) {
                add(part, entries, names);
            }
        }
        return jar;
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, BareServer.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        return manifest;
    }

    private static List<Path> parts() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> PARTS.matcher(path.getFileName().toString()).matches())
                .toList();
    }

    private static void add(Path part, JarOutputStream entries, Set<String> names) throws IOException {
        try (JarFile jar = new JarFile(part.toFile())) {
            for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
                JarEntry entry = each.nextElement();
                if (!entry.isDirectory()
                        && !LEFT_OUT.matcher(entry.getName()).matches()
                        && names.add(entry.getName())) {
                    entries.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        bytes.transferTo(entries);
                    }
                    entries.closeEntry();
                }
            }
        }
    }
}
