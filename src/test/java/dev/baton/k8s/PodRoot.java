package dev.baton.k8s;

import dev.baton.testing.ProjectedVolume;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a container of an overlay finds when it begins, laid below a folder of this machine: its volumes, variables, arguments. */
final class PodRoot {
    private final Overlay overlay;
    private final Container container;
    private final Path folder;
    private final Map<String, Map<String, String>> others;
    private final Map<String, ProjectedVolume> volumes = new HashMap<>();

    /**
     * Nothing is laid yet.
     *
     * @param others Secrets that are made by users: files by name, by the Secret's name
     */
    PodRoot(Overlay overlay, Path folder, Map<String, Map<String, String>> others) {
        this.overlay = overlay;
        this.container = overlay.container();
        this.folder = folder;
        this.others = others;
    }

    /** All volumes, where they are mounted. */
    PodRoot lay() {
        for (VolumeMount mount : container.getVolumeMounts()) {
            Volume volume = overlay.pod().getVolumes().stream()
                    .filter(each -> each.getName().equals(mount.getName()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no volume " + mount.getName()));
            lay(volume, Path.of(here(mount.getMountPath())));
        }
        return this;
    }

    private void lay(Volume volume, Path where) {
        if (volume.getEmptyDir() != null) {
            try {
                Files.createDirectories(where);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            volumes.put(volume.getName(), new ProjectedVolume(where).write(files(volume)));
        }
    }

    private Map<String, String> files(Volume volume) {
        if (volume.getSecret() != null) {
            return secret(volume.getSecret().getSecretName());
        }
        if (volume.getConfigMap() != null) {
            return configMap(volume.getConfigMap().getName());
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (VolumeProjection source : volume.getProjected().getSources()) {
            files.putAll(
                    source.getSecret() != null
                            ? secret(source.getSecret().getName())
                            : configMap(source.getConfigMap().getName()));
        }
        return files;
    }

    private Map<String, String> configMap(String name) {
        Map<String, String> files =
                new LinkedHashMap<>(overlay.one(ConfigMap.class, name).getData());
        files.replaceAll((file, text) -> here(text));
        return files;
    }

    private Map<String, String> secret(String name) {
        if (others.containsKey(name)) {
            return others.get(name);
        }
        Map<String, String> files = new LinkedHashMap<>();
        overlay.one(Secret.class, name)
                .getData()
                .forEach((file, data) ->
                        files.put(file, new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
        return files;
    }

    /** Has kubelet change the files of the volume called so. */
    void change(String volume, Map<String, String> files) {
        volumes.get(volume).write(files);
    }

    /** {@code text}, with each path where something is mounted as it is on this machine. */
    String here(String text) {
        String mounts = container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\w/])(?:" + mounts + ")(?![\\w-])")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(folder + found.group()));
    }

    /** The container's arguments. */
    List<String> arguments() {
        return container.getArgs().stream().map(this::here).toList();
    }

    /** The files among them. */
    List<Path> configs() {
        return arguments().stream()
                .filter(argument -> argument.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    /** The container's variables, for a pod that is called so and has this address. */
    Map<String, String> environment(String name, String address) {
        Map<String, String> fields = Map.of(
                "metadata.name",
                name,
                "metadata.namespace",
                overlay.deployment().getMetadata().getNamespace(),
                "status.podIP",
                address);
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(
                    variable.getName(),
                    variable.getValue() != null
                            ? here(variable.getValue())
                            : fields.get(variable.getValueFrom().getFieldRef().getFieldPath()));
        }
        return environment;
    }
}
