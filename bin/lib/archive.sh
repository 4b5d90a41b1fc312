# shellcheck shell=bash
# An archive of the classes that Baton loads, which lets the JVM start in half the time: class data sharing
# (AppCDS) before Java 25, an ahead-of-time cache from then on. It lies beside the jar, one for each Java, and is
# made in the background when there is none for this jar. Without one, or where none can be made, everything works
# as well, only slower. Sourced by bin/baton, which has set `jar`, `java_home`, `major`, `full_version`, `modules`
# and `options`.

# Adds to `options` what lets the JVM use the archive, or has one made for the next time.
use_archive() {
    local archive stem=${jar%.jar}-$full_version${java_home//\//_}
    if [ "$major" -ge 25 ]; then
        archive=$stem.aot
    else
        archive=$stem.jsa
    fi
    # Made for exactly this jar: the archive has been given the jar's time. The JVM checks again, and more.
    if [ -f "$archive" ] && ! [ "$archive" -nt "$jar" ] && ! [ "$jar" -nt "$archive" ]; then
        if [ "$major" -ge 25 ]; then
            options+=("-XX:AOTCache=$archive" -Xlog:aot*=off -Xlog:cds*=off)
        else
            options+=("-XX:SharedArchiveFile=$archive" -Xlog:cds*=off -Xlog:class+path=off)
        fi
        return
    fi
    if [ "${BATON_ARCHIVE:-}" = now ]; then
        (make_archive "$archive" "$stem") </dev/null >/dev/null 2>&1 || true
        return
    fi
    # Tried for this jar already, in vain.
    if [ -f "$archive.failed" ] && ! [ "$jar" -nt "$archive.failed" ]; then
        return
    fi
    if [ -w "${jar%/*}" ]; then
        (renice -n 10 -p "${BASHPID:-$$}" && make_archive "$archive" "$stem") </dev/null >/dev/null 2>&1 &
    fi
}

# Makes it aside and renames it, so that nobody ever finds half of one. Whoever comes second leaves it to the first.
make_archive() {
    local archive=$1 stem=$2 lock=$1.lock me=${BASHPID:-$$} owner=
    local aside=$archive.$me classes=$archive.$me.classes
    trap '' HUP
    set +e
    # A lock whose owner has died counts no more.
    if [ -f "$lock" ] && read -r owner <"$lock" && [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
        rm -f -- "$lock"
    fi
    (set -C && echo "$me" >"$lock") 2>/dev/null || return
    if dump_classes "$aside" "$classes" && [ -s "$aside" ] && touch -r "$jar" -- "$aside"; then
        rm -f -- "${stem%-"$full_version"*}"-*"${java_home//\//_}".{jsa,aot,jsa.failed,aot.failed}
        mv -f -- "$aside" "$archive"
    else
        : >"$archive.failed"
    fi
    rm -f -- "$archive".[0-9]* "$lock"
}

# Lets Baton rehearse and writes down which classes that took.
dump_classes() {
    local aside=$1 classes=$2 java=$java_home/bin/java
    local rehearse=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" dev.baton.launcher.Rehearsal)
    if [ "$major" -ge 25 ]; then
        "$java" "${modules[@]}" "-XX:AOTCacheOutput=$aside" "${rehearse[@]}"
    else
        "$java" "-XX:DumpLoadedClassList=$classes" "${rehearse[@]}" &&
            "$java" -Xshare:dump "-XX:SharedClassListFile=$classes" "-XX:SharedArchiveFile=$aside" -cp "$jar"
    fi
}
