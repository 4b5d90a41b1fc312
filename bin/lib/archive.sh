# shellcheck shell=bash
# Archives of the classes that Baton loads, which let the JVM start in half the time: class data sharing (AppCDS)
# before Java 25, ahead-of-time caches from then on. There is one for commands, a larger one for runs, and one for nodes of a
# cluster, because the JVM takes longer the larger the archive is. They lie beside the jar, up to three for each Java, and are
# made in the background when they are not there for this jar; the one for nodes only when there is to be a node. Without one,
# or where none can be made, everything works as well, only slower.
# Sourced by bin/baton, which has set `jar`, `java_home`, `major`, `full_version`, `purpose` and `options`.

# Far more than it takes, also beside other work on a slow machine.
readonly longest_rehearsal_seconds=600

# Adds to `options` what lets the JVM use the archive, or has the archives made for the next time.
use_archive() {
    local archive ending=jsa stem=${jar%.jar}-$full_version${java_home//\//_} wanted=(commands run)
    [ "$major" -lt 25 ] || ending=aot
    archive=$stem-$purpose.$ending
    if [ "$purpose" = node ] || [ "${BATON_ARCHIVE:-}" = now ]; then
        wanted+=(node)
    fi
    if [ "${BATON_ARCHIVE:-}" = now ]; then
        (make_archives "$stem" "$ending" "${wanted[@]}") </dev/null >/dev/null 2>&1 || true
    fi
    if is_of_this_jar "$archive"; then
        if [ "$ending" = aot ]; then
            options+=("-XX:AOTCache=$archive" -Xlog:aot*=off -Xlog:cds*=off)
        else
            options+=("-XX:SharedArchiveFile=$archive" -Xlog:cds*=off -Xlog:class+path=off)
        fi
    elif [ "${BATON_ARCHIVE:-}" != now ] && ! has_failed "$archive" && [ -w "${jar%/*}" ]; then
        # A grandchild, lest the JVM, which takes the place of this shell, has a child that it doesn't know of.
        ( (renice -n 10 -p "${BASHPID:-$$}" && make_archives "$stem" "$ending" "${wanted[@]}") </dev/null >/dev/null 2>&1 &)
    fi
}

# Made for exactly this jar: the archive has been given the jar's time. The JVM checks again, and more.
is_of_this_jar() {
    [ -f "$1" ] && ! [ "$1" -nt "$jar" ] && ! [ "$jar" -nt "$1" ]
}

# Tried for this jar already, in vain; whoever wants it now may try again.
has_failed() {
    [ "${BATON_ARCHIVE:-}" != now ] && [ -f "$1.failed" ] && ! [ "$jar" -nt "$1.failed" ]
}

# Makes what is missing of these purposes. Whoever comes second leaves it to the first.
make_archives() {
    # Who this is has to be known before the lock is taken, which is done in a shell of its own.
    local stem=$1 ending=$2 lock=$1.lock me=${BASHPID:-$$} owner='' purpose archive
    shift 2
    trap '' HUP
    set +e
    # A lock whose owner has died counts no more.
    if [ -f "$lock" ] && read -r owner <"$lock" && [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
        rm -f -- "$lock"
    fi
    (set -C && echo "$me" >"$lock") 2>/dev/null || return
    for purpose in "$@"; do
        archive=$stem-$purpose.$ending
        is_of_this_jar "$archive" || has_failed "$archive" || make_archive "$archive" "$stem" "$purpose"
    done
    rm -f -- "$lock"
}

# Makes it aside and renames it, so that nobody ever finds half of one.
make_archive() {
    local archive=$1 stem=$2 purpose=$3 me=${BASHPID:-$$}
    local aside=$archive.$me classes=$archive.$me.classes
    if dump_classes "$purpose" "$aside" "$classes" && [ -s "$aside" ] && touch -r "$jar" -- "$aside"; then
        # Those of other versions of this Java, and of an older Baton, which had one for all purposes.
        rm -f -- "${stem%-"$full_version"*}"-*"${java_home//\//_}"{"-$purpose",}.{jsa,aot,jsa.failed,aot.failed}
        mv -f -- "$aside" "$archive"
    else
        : >"$archive.failed"
    fi
    rm -f -- "$archive".[0-9]*
}

# Lets Baton rehearse and writes down which classes that took. Of the environment it gets what Java itself needs: the
# rest, such as BATON_* and NOTIFY_SOCKET, is meant for the Baton that somebody wants to run.
dump_classes() {
    local purpose=$1 aside=$2 classes=$3 name java=() modules
    add_modules "$purpose"
    if command -v timeout >/dev/null 2>&1; then
        java+=(timeout -s KILL "$longest_rehearsal_seconds")
    fi
    java+=(env -i)
    for name in PATH HOME TMPDIR LANG LC_ALL LC_CTYPE LD_LIBRARY_PATH DYLD_LIBRARY_PATH JAVA_TOOL_OPTIONS \
        JDK_JAVA_OPTIONS; do
        [ -z "${!name+set}" ] || java+=("$name=${!name}")
    done
    java+=("$java_home/bin/java")
    local rehearse=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$jar" dev.baton.launcher.Rehearsal "$purpose")
    if [ "$major" -ge 25 ]; then
        "${java[@]}" ${modules[@]+"${modules[@]}"} "-XX:AOTCacheOutput=$aside" "${rehearse[@]}"
    else
        "${java[@]}" "-XX:DumpLoadedClassList=$classes" "${rehearse[@]}" &&
            "${java[@]}" -Xshare:dump "-XX:SharedClassListFile=$classes" "-XX:SharedArchiveFile=$aside" -cp "$jar"
    fi
}
