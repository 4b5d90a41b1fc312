package dev.baton.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Renders what the folders in {@code k8s/} use of kustomize and no more; what it doesn't know it refuses. {@link KustomizeTest}
 * compares it with the real one.
 */
final class Kustomize {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "images",
            "patches",
            "configMapGenerator",
            "secretGenerator",
            "generatorOptions");

    private final Path folder;
    private final ObjectNode kustomization;
    private final List<ObjectNode> objects = new ArrayList<>();

    private Kustomize(Path folder) {
        this.folder = folder;
        this.kustomization = Yamls.read(folder.resolve("kustomization.yaml")).get(0);
    }

    /** The objects of {@code folder} and of all it builds on. */
    static List<ObjectNode> render(Path folder) {
        Kustomize made = new Kustomize(folder.normalize());
        made.refuseTheUnknown();
        made.addResources();
        made.generate("ConfigMap", made.kustomization.path("configMapGenerator"));
        made.generate("Secret", made.kustomization.path("secretGenerator"));
        made.kustomization.path("patches").forEach(made::patch);
        made.setNamespace();
        made.kustomization.path("images").forEach(made::setTag);
        return made.objects;
    }

    private void refuseTheUnknown() {
        kustomization.fieldNames().forEachRemaining(key -> {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException(folder + " uses " + key + ", which these tests don't know");
            }
        });
        boolean generates = kustomization.has("configMapGenerator") || kustomization.has("secretGenerator");
        if (generates
                && !kustomization.at("/generatorOptions/disableNameSuffixHash").asBoolean()) {
            throw new IllegalArgumentException(folder + " has names with a hash, which these tests don't know");
        }
    }

    private void addResources() {
        for (JsonNode each : kustomization.path("resources")) {
            Path path = folder.resolve(each.asText());
            objects.addAll(Files.isDirectory(path) ? render(path) : Yamls.read(path));
        }
    }

    private void generate(String kind, JsonNode generators) {
        for (JsonNode generator : generators) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            for (JsonNode file : generator.path("files")) {
                data.put(file.asText(), content(kind, folder.resolve(file.asText())));
            }
            String name = generator.path("name").asText();
            if (generator.path("behavior").asText("create").equals("replace")) {
                named(kind, name).set("data", data);
            } else {
                objects.add(made(kind, name, data));
            }
        }
    }

    private static String content(String kind, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return kind.equals("Secret")
                    ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode made(String kind, String name, ObjectNode data) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", kind);
        object.putObject("metadata").put("name", name);
        object.set("data", data);
        if (kind.equals("Secret")) {
            object.put("type", "Opaque");
        }
        return object;
    }

    private void patch(JsonNode patch) {
        for (ObjectNode change : Yamls.read(folder.resolve(patch.path("path").asText()))) {
            StrategicMerge.into(
                    named(
                            change.path("kind").asText(),
                            change.at("/metadata/name").asText()),
                    change);
        }
    }

    private ObjectNode named(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(folder + " changes " + kind + " " + name + ", which isn't there"));
    }

    private void setNamespace() {
        String namespace = kustomization.path("namespace").asText();
        for (ObjectNode object : objects) {
            boolean isIt = object.path("kind").asText().equals("Namespace");
            object.withObject("/metadata").put(isIt ? "name" : "namespace", namespace);
        }
    }

    private void setTag(JsonNode image) {
        String name = image.path("name").asText();
        for (ObjectNode object : objects) {
            for (JsonNode container : object.at("/spec/template/spec/containers")) {
                String tagged = container.path("image").asText();
                if (tagged.equals(name) || tagged.startsWith(name + ":")) {
                    String newName = image.path("newName").asText(name);
                    ((ObjectNode) container)
                            .put("image", newName + ":" + image.path("newTag").asText());
                }
            }
        }
    }
}
