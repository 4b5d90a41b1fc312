# shellcheck shell=bash
# Finding JDKs, and what they are started with; sourced by the scripts beside it.

# The oldest Java that Baton runs on.
readonly BATON_MINIMUM_JAVA=17

# What a message tells to install for a missing Java: a checkout needs Maven as well.
BATON_PACKAGES=openjdk-17-jdk

# The major version of the Java in this folder into `major`, its full version into `full_version`; both empty
# when there is none. Reads the file that every JDK carries, because asking the JVM costs as much as a short
# command does, and so does every program that the shell starts: whoever is in a hurry calls only this.
read_java_version() {
    local home=$1 line version=
    major='' full_version=''
    [ -x "$home/bin/java" ] || return 0
    if [ -r "$home/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*) version=${line#*=} ;;
                JAVA_RUNTIME_VERSION=*) full_version=${line#*=} ;;
            esac
        done <"$home/release"
    fi
    if [ -z "$version" ]; then
        version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1) || true
    fi
    version=${version//\"/}
    full_version=${full_version//\"/}
    full_version=${full_version:-$version}
    version=${version#1.}
    # shellcheck disable=SC2034 # read by callers
    major=${version%%[!0-9]*}
}

# The major version of the Java in this folder; nothing, when there is none.
java_version() {
    local major full_version
    read_java_version "$1"
    printf '%s' "$major"
}

# Whether this folder holds a Java that is new enough.
is_usable_java() {
    local major full_version
    read_java_version "$1"
    [ -n "$major" ] && [ "$major" -ge "$BATON_MINIMUM_JAVA" ]
}

# Adds to `options` what a process that lives long is given, of the Java whose version is in `major`. Before Java 20 the
# collector G1 begins with looking after old objects that were made to point at new ones whenever there are 512 of them, in
# half a millisecond for which others wait: a thousand live streams make it do so a hundred times a second. It takes a
# minute to learn that it may leave them for its next pause. 32 buffers are 8,192 of them, from where it learns on.
add_lasting_options() {
    [ "$major" -ge 20 ] || options+=(-XX:G1ConcRefinementGreenZone=32)
}

# What a process for this purpose is given of Java's modules, into `modules`, of the Java whose version is in `major`. Any option of
# the kind keeps the JVM from taking its own modules as they lie in its archive, and from Java 25 on an archive is for those with
# the same as when it was made.
add_modules() {
    modules=()
    if [ "$1" = node ]; then
        # What Hazelcast asks for, and warns without.
        modules+=(
            --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED
            --add-opens=java.base/java.lang=ALL-UNNAMED
            --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
            --add-opens=java.management/sun.management=ALL-UNNAMED
            --add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED
        )
    fi
    if [ "$major" -ge 24 ]; then
        # Native libraries, which the jar says of itself where it is started by -jar, and JCTools' queues: the JVM warns at the first
        # use of either.
        modules+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
    fi
}

# The Java folder that the given `java` program belongs to, into `java_home`.
locate_home_of_program() {
    local program=$1
    if [ -L "$program" ]; then
        program=$(readlink -f -- "$program" 2>/dev/null) || program=$1
    fi
    java_home=${program%/*/*}
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

# Where on the PATH this program is, into `program`.
program_on_path() {
    local IFS=: folder
    for folder in $PATH; do
        program=${folder:-.}/$1
        if [ -f "$program" ] && [ -x "$program" ]; then
            return
        fi
    done
    return 1
}

# The Java to use, into `java_home`: BATON_JAVA (a folder or a program), JAVA_HOME, the one on the PATH, then the
# newest installed. BATON_JAVA is a wish and must be usable; the others are passed over when they are not.
locate_java_home() {
    local program
    if [ -n "${BATON_JAVA:-}" ]; then
        java_home=$BATON_JAVA
        if [ -f "$java_home" ] && [ -x "$java_home" ]; then
            locate_home_of_program "$java_home"
        elif [ ! -d "$java_home" ] && program_on_path "$java_home"; then
            locate_home_of_program "$program"
        fi
        if ! is_usable_java "$java_home"; then
            echo "BATON_JAVA is '$BATON_JAVA', which is no Java $BATON_MINIMUM_JAVA or newer." >&2
            return 1
        fi
        return
    fi
    java_home=${JAVA_HOME:-}
    if [ -n "$java_home" ] && is_usable_java "$java_home"; then
        return
    fi
    if program_on_path java; then
        locate_home_of_program "$program"
        if is_usable_java "$java_home"; then
            return
        fi
    fi
    java_home=$(installed_javas | tail -n 1)
    if [ -z "$java_home" ]; then
        echo "Baton needs Java $BATON_MINIMUM_JAVA or newer and found none: install a JDK" \
            "(for example: apt-get install $BATON_PACKAGES) or set BATON_JAVA to one." >&2
        return 1
    fi
    java_home=${java_home#* }
}

# The same, printed.
find_java_home() {
    local java_home
    locate_java_home || return 1
    printf '%s' "$java_home"
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
