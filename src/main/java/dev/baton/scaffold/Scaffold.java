package dev.baton.scaffold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes new projects. */
public final class Scaffold {
    private static final String REPOSITORY = "lib";
    private static final List<String> JAVA_FILES = List.of(
            "pom.xml", "baton.yaml", "Dockerfile", "README.md", ".dockerignore", ".gitignore", ".mvn/maven.config");
    private static final List<String> CLASSES = List.of(
            "DiskWatch", "Guests", "Kitchen", "Opening", "QueueWatch", "Report", "TeaRoom", "Till", "package-info");
    private static final List<String> TESTS =
            List.of("GuestsTest", "KitchenTest", "OpeningTest", "ReportTest", "TillTest", "WatchTest");
    private static final String LOGGING = "logback-test.xml";
    private static final List<String> PROGRAM_FILES = List.of("baton.yaml", "README.md", ".gitignore");
    private static final List<String> SCRIPTS = List.of("agents/gather.sh", "agents/prepare.sh", "agents/report.sh");

    private Scaffold() {}

    /**
     * Writes the project, whole or not at all.
     *
     * @throws FolderTaken if something is where it is to go
     * @throws IOException if it can't be written
     */
    public static void write(Blueprint blueprint) throws IOException {
        new NewFolder(blueprint.folder()).write(parts(blueprint));
    }

    static List<Part> parts(Blueprint blueprint) throws IOException {
        String packageName = blueprint.packageName();
        return packageName == null ? ofPrograms(blueprint) : ofJava(blueprint, packageName);
    }

    private static List<Part> ofPrograms(Blueprint blueprint) throws IOException {
        Templates templates = new Templates("program", Map.of("name", blueprint.name()));
        List<Part> parts = new ArrayList<>();
        for (String file : PROGRAM_FILES) {
            parts.add(Part.text(file, templates.text(visible(file))));
        }
        for (String script : SCRIPTS) {
            parts.add(Part.script(script, templates.text(script)));
        }
        return parts;
    }

    private static List<Part> ofJava(Blueprint blueprint, String packageName) throws IOException {
        OwnPom pom = OwnPom.read();
        Library library = Library.of(pom, OwnClasses.read());
        Map<String, String> values = new TreeMap<>(pom.properties());
        values.put("name", blueprint.name());
        values.put("package", packageName);
        values.put("group", group(packageName));
        values.put("baton.version", pom.version());
        values.put("library.version", library.version());
        Templates templates = new Templates("java", values);
        String folder = packageName.replace('.', '/');
        List<Part> parts = new ArrayList<>();
        for (String file : JAVA_FILES) {
            parts.add(Part.text(file, templates.text(visible(file))));
        }
        for (String name : CLASSES) {
            parts.add(Part.text(
                    "src/main/java/" + folder + "/" + name + ".java", templates.text("main/" + name + ".java")));
        }
        for (String name : TESTS) {
            parts.add(Part.text(
                    "src/test/java/" + folder + "/" + name + ".java", templates.text("test/" + name + ".java")));
        }
        parts.add(Part.text("src/test/resources/" + LOGGING, templates.text("test/" + LOGGING)));
        parts.addAll(library.parts(REPOSITORY));
        return parts;
    }

    /** Resources have no names that begin with a dot, as tools that copy them leave these out. */
    private static String visible(String file) {
        return file.replaceFirst("^\\.", "");
    }

    private static String group(String packageName) {
        int last = packageName.lastIndexOf('.');
        return last < 0 ? packageName : packageName.substring(0, last);
    }
}
