package dev.baton.runtime.watch;

import dev.baton.runtime.watch.Folders.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** Who wants to know of which files, and what has happened to those. Everything here happens on one thread. */
final class Watchers {
    private final Folders folders;
    private final ScheduledExecutorService thread;
    private final Path here;
    private final FileWatch.Listener listener;
    private final GitIgnores ignores;
    private final Map<Interest, Changes> changes = new LinkedHashMap<>();
    private final Set<Interest> inTrouble = new HashSet<>();

    Watchers(
            Folders folders,
            GitIgnores ignores,
            ScheduledExecutorService thread,
            Path here,
            FileWatch.Listener listener) {
        this.folders = folders;
        this.ignores = ignores;
        this.thread = thread;
        this.here = here;
        this.listener = listener;
    }

    void watch(Map<String, Globs> wanted) {
        List<Interest> gone = changes.keySet().stream()
                .filter(interest -> !interest.globs().equals(wanted.get(interest.name())))
                .toList();
        for (Interest interest : gone) {
            Changes pending = changes.remove(interest);
            if (pending != null) {
                pending.cancel();
            }
            inTrouble.remove(interest);
            folders.retain(interest, folder -> false);
        }
        Set<String> present = new HashSet<>();
        changes.keySet().forEach(interest -> present.add(interest.name()));
        wanted.forEach((name, globs) -> {
            if (!present.contains(name) && !globs.isEmpty()) {
                Interest interest = new Interest(name, globs, here);
                changes.put(interest, new Changes(thread, what -> listener.changed(name, what)));
                enter(interest, false);
            }
        });
    }

    void onEvents(WatchKey key) {
        Folder folder = folders.of(key);
        if (folder == null) {
            key.cancel();
            return;
        }
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                onEvent(folder, folder.path().resolve(name), event.kind());
            } else {
                tooMany(folder);
            }
        }
        // Only from now on the system tells of it again, and all at once.
        if (!key.reset()) {
            folders.remove(key);
            ignores.forgetBelow(folder.path());
            // Whoever puts it back will be noticed in what is left of the way to it.
            Set.copyOf(folder.interests()).forEach(interest -> enter(interest, isBase(interest, folder.path())));
        }
    }

    private void onEvent(Folder folder, Path path, WatchEvent.Kind<?> kind) {
        if (path.endsWith(GitIgnores.FILE)) {
            ignores.forget(folder.path());
            Set.copyOf(folder.interests()).forEach(this::applyRules);
        }
        boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (kind.equals(StandardWatchEventKinds.ENTRY_DELETE)) {
            folders.removeBelow(path);
            ignores.forgetBelow(path);
        } else if (isFolder && kind.equals(StandardWatchEventKinds.ENTRY_CREATE)) {
            ignores.forgetBelow(path);
        }
        for (Interest interest : Set.copyOf(folder.interests())) {
            if (isFolder && kind.equals(StandardWatchEventKinds.ENTRY_CREATE)) {
                arrived(interest, path);
            } else if (!isFolder && counts(interest, path)) {
                note(interest, path);
            }
        }
    }

    private void applyRules(Interest interest) {
        enter(interest, false);
        folders.retain(interest, folder -> !interest.reaches(folder) || !isHeldBack(interest, folder));
    }

    private boolean isHeldBack(Interest interest, Path folder) {
        Path top = top(interest, folder);
        Path at = folder;
        while (at != null && !isBase(interest, at)) {
            if (ignores.ignores(at, true, top)) {
                return true;
            }
            at = at.getParent();
        }
        return false;
    }

    private static boolean isBase(Interest interest, Path folder) {
        return interest.roots().stream().anyMatch(root -> root.base().equals(folder));
    }

    private void arrived(Interest interest, Path folder) {
        if (interest.leadsTo(folder)) {
            enter(interest, true);
        } else if (interest.reaches(folder)) {
            walk(interest, folder, true);
        }
    }

    /** The system had to leave out what happened: anything may have. */
    private void tooMany(Folder folder) {
        ignores.forgetBelow(folder.path());
        for (Interest interest : Set.copyOf(folder.interests())) {
            Changes pending = changes.get(interest);
            if (pending != null) {
                pending.addUnknown();
            }
            enter(interest, false);
        }
    }

    private boolean counts(Interest interest, Path file) {
        return interest.matches(file) && !ignores.ignores(file, false, top(interest, file));
    }

    private void note(Interest interest, Path file) {
        Changes pending = changes.get(interest);
        if (pending != null) {
            pending.add(file.startsWith(here) ? here.relativize(file) : file);
        }
    }

    private Path top(Interest interest, Path path) {
        return interest.roots().stream()
                .map(Root::base)
                .filter(path::startsWith)
                .findFirst()
                .map(ignores::top)
                .orElse(path);
    }

    /** Has all folders watched that {@code interest} is about, or the way to those that aren't there. */
    private void enter(Interest interest, boolean isNews) {
        for (Root root : interest.roots()) {
            Path present = nearest(root.base());
            boolean cameLate = false;
            // What comes after the look and before it is watched would be missed.
            while (!present.equals(root.base()) && add(present, interest)) {
                Path now = nearest(root.base());
                if (now.equals(present)) {
                    break;
                }
                present = now;
                cameLate = true;
            }
            if (present.equals(root.base())) {
                walk(interest, present, isNews || cameLate);
            }
        }
    }

    private static Path nearest(Path path) {
        Path present = path;
        while (!Files.isDirectory(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }

    private void walk(Interest interest, Path start, boolean isNews) {
        Path top = top(interest, start);
        Walk.over(
                start,
                folder -> interest.reaches(folder)
                        && (folder.equals(start) || !ignores.ignores(folder, true, top))
                        && add(folder, interest),
                file -> {
                    if (isNews && counts(interest, file)) {
                        note(interest, file);
                    }
                });
    }

    private boolean add(Path folder, Interest interest) {
        try {
            folders.add(folder, interest);
            return true;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return false; // What has gone meanwhile will be told of by the folder it was in.
        } catch (Folders.TooMany limit) {
            trouble(
                    interest,
                    "only " + folders.count() + " folders can be watched in all, and not " + folder
                            + " any more: narrow the patterns, or have .gitignore leave out folders");
        } catch (IOException e) {
            trouble(
                    interest,
                    folder + " can't be watched (" + e.getMessage()
                            + "): narrow the patterns, or raise the system's limit fs.inotify.max_user_watches");
        }
        return false;
    }

    private void trouble(Interest interest, String what) {
        if (inTrouble.add(interest)) {
            listener.trouble(interest.name(), what);
        }
    }
}
