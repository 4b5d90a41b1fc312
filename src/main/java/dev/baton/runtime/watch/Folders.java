package dev.baton.runtime.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The folders that the system watches, each once however many want to know of it. */
final class Folders {
    private final WatchService service;
    private final int most;
    private final Map<WatchKey, Folder> byKey = new HashMap<>();
    private final Map<Path, WatchKey> byPath = new HashMap<>();

    /** @param most how many there can be */
    Folders(WatchService service, int most) {
        this.service = service;
        this.most = most;
    }

    /** One of them, and who wants to know of it. */
    record Folder(Path path, Set<Interest> interests) {}

    /** There are as many as there can be. */
    static final class TooMany extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Has {@code path} watched for {@code interest} too. */
    void add(Path path, Interest interest) throws IOException {
        WatchKey key = byPath.get(path);
        Folder known = key == null || !key.isValid() ? null : byKey.get(key);
        if (known != null) {
            known.interests().add(interest);
            return;
        }
        if (byKey.size() >= most) {
            throw new TooMany();
        }
        WatchKey made = path.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        // A folder that was moved keeps its key, with its old path.
        Folder before = byKey.get(made);
        Folder folder = new Folder(path, before == null ? new LinkedHashSet<>() : before.interests());
        folder.interests().add(interest);
        byKey.put(made, folder);
        byPath.put(path, made);
    }

    @Nullable
    Folder of(WatchKey key) {
        return byKey.get(key);
    }

    /** {@code key} tells no more. */
    void remove(WatchKey key) {
        key.cancel();
        Folder folder = byKey.remove(key);
        if (folder != null) {
            byPath.remove(folder.path(), key);
        }
    }

    /** {@code path} is there no more, or elsewhere, with all that was in it. */
    void removeBelow(Path path) {
        if (!byPath.containsKey(path)) {
            return; // It was a file.
        }
        List<WatchKey> gone = byPath.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(path))
                .map(Map.Entry::getValue)
                .toList();
        gone.forEach(this::remove);
    }

    /** {@code interest} is only in some folders any more. */
    void retain(Interest interest, Predicate<Path> which) {
        for (Map.Entry<WatchKey, Folder> entry : new ArrayList<>(byKey.entrySet())) {
            Folder folder = entry.getValue();
            if (folder.interests().contains(interest) && !which.test(folder.path())) {
                folder.interests().remove(interest);
            }
            if (folder.interests().isEmpty()) {
                remove(entry.getKey());
            }
        }
    }

    int count() {
        return byKey.size();
    }
}
