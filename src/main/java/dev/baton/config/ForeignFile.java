package dev.baton.config;

import dev.baton.importing.Beside;
import dev.baton.importing.DotEnv;
import dev.baton.importing.Imported;
import dev.baton.importing.Note;
import dev.baton.importing.ProcessCompose;
import dev.baton.importing.Procfile;
import dev.baton.importing.Spot;
import dev.baton.process.host.EnvFile;
import dev.baton.settings.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of another tool that can stand in a config file's place: a Procfile, known by its name, or a file of process-compose,
 * known by its map {@code processes}.
 */
public final class ForeignFile {
    private static final Path DOT_ENV = Path.of(".env");

    private final Path file;
    private final Map<String, String> environment;
    private final boolean kept;

    private ForeignFile(Path file, Map<String, String> environment, boolean kept) {
        this.file = file;
        this.environment = environment;
        this.kept = kept;
    }

    /**
     * What was read.
     *
     * @param imported what came of it, null if it is no such file
     * @param findings what is wrong with it and what could not be carried over, line by line
     */
    public record Reading(@Nullable Imported imported, List<LocatedFinding> findings) {}

    /** Reads {@code file} to be kept as a config file, without values of variables. */
    public static Reading read(Path file, Map<String, String> environment) {
        Report report = new Report();
        Optional<Imported> imported = FileText.read(file, report)
                .flatMap(text -> new ForeignFile(file, environment, true).read(text, report));
        return new Reading(imported.orElse(null), report.all());
    }

    /** What {@code text}, the content of {@code file}, says as a config file or as one of another tool. */
    static Source source(Path file, String text, Map<String, String> environment, Report report) {
        ForeignFile foreign = new ForeignFile(file, environment, false);
        if (Procfile.isNamed(file)) {
            return foreign.asSource(Procfile.read(text, foreign.besideProcfile()), report);
        }
        Source source = YamlText.file(file, text, report);
        return ProcessCompose.is(source.tree()) ? foreign.asSource(foreign.processCompose(source), report) : source;
    }

    private Optional<Imported> read(String text, Report report) {
        if (Procfile.isNamed(file)) {
            return Optional.of(tell(Procfile.read(text, besideProcfile()), report));
        }
        Source source = YamlText.file(file, text, report);
        if (ProcessCompose.is(source.tree())) {
            return Optional.of(tell(processCompose(source), report));
        }
        if (!report.isIncomplete()) {
            report.critical(
                    Location.of(file.toString()),
                    "is neither a Procfile, by its name, nor a process-compose file, with a map 'processes': name one that"
                            + " is");
        }
        return Optional.empty();
    }

    private Imported processCompose(Source source) {
        return ProcessCompose.read(
                source.tree(),
                path -> source.places()
                        .nearest(path)
                        .map(place -> new Spot(
                                place.location().line(), place.location().column()))
                        .orElse(Spot.NOWHERE),
                new Beside("", dotEnv(DOT_ENV), environment, kept));
    }

    private Beside besideProcfile() {
        Path folder = file.getParent();
        return new Beside(
                folder == null ? "" : folder.toString(), dotEnv(file.resolveSibling(DOT_ENV)), environment, kept);
    }

    /** Unreadable, it is still named: whoever uses it will say what is wrong with it. */
    private static @Nullable DotEnv dotEnv(Path path) {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try {
            return new DotEnv(path.toString(), EnvFile.read(path));
        } catch (IOException e) {
            return new DotEnv(path.toString(), Map.of());
        }
    }

    private Imported tell(Imported imported, Report report) {
        for (Note note : imported.notes()) {
            report.add(location(note.spot()), new Finding(note.severity(), note.path(), note.message()));
        }
        return imported;
    }

    private Source asSource(Imported imported, Report report) {
        tell(imported, report);
        Places places = new Places();
        mark("", imported.config(), Spot.NOWHERE, imported.spots(), places);
        return new Source(imported.config(), places);
    }

    /** Text there is text, whatever it looks like. */
    private void mark(String path, @Nullable Object value, Spot around, Map<String, Spot> spots, Places places) {
        Spot spot = spots.getOrDefault(path, around);
        places.put(path, new Place(location(spot), null, true));
        if (value instanceof JsonObject object) {
            object.fieldNames().forEach(key -> mark(Places.join(path, key), object.getValue(key), spot, spots, places));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                mark(Places.join(path, i), array.getValue(i), spot, spots, places);
            }
        }
    }

    private Location location(Spot spot) {
        return new Location(file.toString(), spot.line(), spot.column());
    }
}
