# shellcheck shell=bash
# Finding JDKs; sourced by the scripts beside it.

# The oldest Java that Baton runs on.
readonly BATON_MINIMUM_JAVA=17

# What a message tells to install for a missing Java: a checkout needs Maven as well.
BATON_PACKAGES=openjdk-17-jdk

# The major version of the Java in this folder; nothing, when there is none. Reads the file that every
# JDK carries, because asking the JVM costs as much as a short command does.
java_version() {
    local home=$1 version=
    [ -x "$home/bin/java" ] || return 0
    if [ -r "$home/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release")
    fi
    if [ -z "$version" ]; then
        version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
    fi
    case $version in
        1.*) version=${version#1.} ;;
    esac
    version=${version%%[!0-9]*}
    printf '%s' "$version"
}

# Whether this folder holds a Java that is new enough.
is_usable_java() {
    local version
    version=$(java_version "$1")
    [ -n "$version" ] && [ "$version" -ge "$BATON_MINIMUM_JAVA" ]
}

# The Java folder that the given `java` program belongs to.
java_home_of_program() {
    local program
    program=$(readlink -f -- "$1" 2>/dev/null) || program=$1
    dirname -- "$(dirname -- "$program")"
}

# Every usable Java in the usual places, one a line, oldest first: `<version> <folder>`.
installed_javas() {
    local home version
    for home in \
        /usr/lib/jvm/* \
        /usr/java/* \
        /usr/local/openjdk-* \
        /opt/java/* \
        /opt/*jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/*; do
        [ ! -L "$home" ] || continue
        version=$(java_version "$home")
        if [ -n "$version" ] && [ "$version" -ge "$BATON_MINIMUM_JAVA" ]; then
            printf '%s %s\n' "$version" "$home"
        fi
    done | sort -s -n -k 1,1
}

# The Java to use: BATON_JAVA (a folder or a program), JAVA_HOME, the one on the PATH, then the
# newest installed. BATON_JAVA is a wish and must be usable; the others are passed over when they are not.
find_java_home() {
    local home
    if [ -n "${BATON_JAVA:-}" ]; then
        home=$BATON_JAVA
        if [ ! -d "$home" ] && command -v -- "$home" >/dev/null; then
            home=$(java_home_of_program "$(command -v -- "$home")")
        fi
        if ! is_usable_java "$home"; then
            echo "BATON_JAVA is '$BATON_JAVA', which is no Java $BATON_MINIMUM_JAVA or newer." >&2
            return 1
        fi
        printf '%s' "$home"
        return
    fi
    if [ -n "${JAVA_HOME:-}" ] && is_usable_java "$JAVA_HOME"; then
        printf '%s' "$JAVA_HOME"
        return
    fi
    if command -v java >/dev/null 2>&1; then
        home=$(java_home_of_program "$(command -v java)")
        if is_usable_java "$home"; then
            printf '%s' "$home"
            return
        fi
    fi
    home=$(installed_javas | tail -n 1)
    if [ -z "$home" ]; then
        echo "Baton needs Java $BATON_MINIMUM_JAVA or newer and found none: install a JDK" \
            "(for example: apt-get install $BATON_PACKAGES) or set BATON_JAVA to one." >&2
        return 1
    fi
    printf '%s' "${home#* }"
}

# A JDK, that is a Java with a compiler: the given one if it has one, else the newest installed.
find_jdk_for_building() {
    local home=$1 candidate found=
    if [ -x "$home/bin/javac" ]; then
        printf '%s' "$home"
        return
    fi
    while read -r candidate; do
        candidate=${candidate#* }
        [ ! -x "$candidate/bin/javac" ] || found=$candidate
    done < <(installed_javas)
    if [ -z "$found" ]; then
        echo "Baton is built from source here and found no Java compiler: install a JDK" \
            "(for example: apt-get install openjdk-17-jdk)." >&2
        return 1
    fi
    printf '%s' "$found"
}

# Says so when there is no Maven.
require_maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "Baton is built from source here and needs Maven 3.8 or newer: install it" \
            "(for example: apt-get install maven)." >&2
        return 1
    fi
}
