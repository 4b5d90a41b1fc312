package dev.baton.config;

import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * Maps settings that may have mistakes in them: a key with something wrong in it counts as left out. So the rest can be
 * checked as well, and a policy that ignores errors has something to start with.
 */
final class WhatCanBeMapped {
    private WhatCanBeMapped() {}

    /**
     * Maps what was expanded, and where that fails reads lone expressions the other way.
     *
     * @param path where {@code json} stands
     * @param findings of the whole tree
     */
    static <R extends Record> R of(
            JsonObject json, String path, Alternatives alternatives, Class<R> type, Findings findings, R defaults) {
        Findings first = new Findings();
        R mapped = of(json, type, first.at(path), defaults);
        Set<String> doubtful = alternatives.among(first.all());
        if (doubtful.isEmpty()) {
            first.all().forEach(finding -> findings.add(finding.severity(), finding.path(), finding.message()));
            return mapped;
        }
        return of(alternatives.swap(json, path, doubtful), type, findings.at(path), defaults);
    }

    /** @param defaults those of {@code type}: what holds if nothing is written, or nothing can be mapped */
    static <R extends Record> R of(JsonObject json, Class<R> type, Findings findings, R defaults) {
        if (json.isEmpty()) {
            return defaults;
        }
        JsonObject rest = json;
        while (true) {
            Findings here = new Findings();
            Optional<R> mapped = RecordMapper.tryMap(rest, type, here);
            here.all().forEach(finding -> findings.add(finding.severity(), finding.path(), finding.message()));
            if (mapped.isPresent()) {
                return mapped.get();
            }
            JsonObject fewer = rest.copy();
            here.all().forEach(finding -> fewer.remove(key(finding)));
            if (fewer.size() == rest.size()) {
                return defaults;
            }
            rest = fewer;
        }
    }

    private static String key(Finding finding) {
        return finding.path().split("[.\\[]", 2)[0];
    }
}
