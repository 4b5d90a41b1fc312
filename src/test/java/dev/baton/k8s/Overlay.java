package dev.baton.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An overlay, rendered.
 *
 * @param name its folder
 * @param objects in it
 */
record Overlay(String name, List<ObjectNode> objects) {
    static final Path FOLDER = Path.of("k8s");

    static Overlay of(String name) {
        return new Overlay(name, Kustomize.render(FOLDER.resolve("overlays").resolve(name)));
    }

    /** All there are. */
    static Stream<Overlay> all() {
        return Stream.of("single", "cluster", "production").map(Overlay::of);
    }

    /** All objects of a kind. */
    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(HasMetadata.getKind(kind)))
                .map(StrictModels::parse)
                .map(kind::cast)
                .toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this.name + " has no " + kind.getSimpleName() + " " + name));
    }

    Deployment deployment() {
        return one(Deployment.class, "baton");
    }

    PodSpec pod() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    Container container() {
        return pod().getContainers().get(0);
    }

    boolean isCluster() {
        return !name.equals("single");
    }

    @Override
    public String toString() {
        return name;
    }
}
