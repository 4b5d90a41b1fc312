# shellcheck shell=bash
# Carries out a Dockerfile in folders, where there is no engine: FROM, ARG, ENV, LABEL, WORKDIR, USER, COPY, RUN and what is
# only written down, as engines understand them. What it does not know makes it fail, rather than be passed over. Sourced by
# bin/verify-shipped, which has set `cache_folder`, the place of what RUN mounts as a cache, and has the functions `stand_in
# IMAGE ROOT`, which makes the root of a base image and prints its variables, and `enter_root ROOT SECONDS WORD…`.
#
# Not done: users other than root in RUN, quoting by ' in ENV and LABEL, SHELL, ONBUILD, ADD, here-documents, COPY's flags
# but --from, RUN's flags but a cache.

readonly LONGEST_RUN_SECONDS=1500

# The instructions of a Dockerfile, one a line: comments left out, lines that go on put together.
instructions() {
    awk '
        /^[ \t]*#/ { next }
        !going && /^[ \t]*$/ { next }
        { going = sub(/\\[ \t]*$/, ""); printf "%s", $0; if (!going) print "" }
    ' "$1"
}

refuse() {
    echo "Dockerfile: $*" >&2
    exit 1
}

# The words of a JSON array of strings, one a line.
words_of_array() {
    case $1 in
        *\\*) refuse "no backslash is understood in $1" ;;
        \[*\]) ;;
        *) refuse "not in exec form: $1" ;;
    esac
    printf '%s\n' "$1" | grep -oE '"[^"]*"' | sed 's/^"//; s/"$//'
}

# What a text is once its variables are put in: `${NAME}` or `$NAME`, of this stage's ARG and ENV.
expand() {
    local text=$1 done='' name
    while [[ $text =~ ^([^$]*)\$(\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))(.*)$ ]]; do
        name=${BASH_REMATCH[3]}${BASH_REMATCH[4]}
        done+=${BASH_REMATCH[1]}${variables[$name]-}
        text=${BASH_REMATCH[5]}
    done
    printf '%s' "$done$text"
}

# The files of the folder `from` that .dockerignore lets through, copied to the folder `to`.
copy_context() {
    local from=$1 to=$2 file pattern rule at taken
    local -a rules=()
    while IFS= read -r pattern; do
        case $pattern in
            '' | \#*) ;;
            \!*[\*\?\[]* | ?*[\*\?\[]*) refuse ".dockerignore: only * alone and plain names are understood, not $pattern" ;;
            *) rules+=("$pattern") ;;
        esac
    done <"$from/.dockerignore"
    while IFS= read -r -d '' file; do
        taken=yes
        for rule in "${rules[@]}"; do
            pattern=${rule#!}
            at=$file
            # A rule is for a file, and for all that is in a folder.
            if [ "$pattern" = '*' ] || [ "$at" = "$pattern" ] || [[ $at == "$pattern"/* ]]; then
                taken=yes
                [ "$rule" != "$pattern" ] || taken=no
            fi
        done
        if [ "$taken" = yes ]; then
            mkdir -p -- "$to/$(dirname -- "$file")"
            cp -P --preserve=mode,timestamps -- "$from/$file" "$to/$file"
        fi
    done < <(cd -- "$from" && find . -path ./.git -prune -o \( -type f -o -type l \) -printf '%P\0')
}

# COPY: the last word is the destination, all others are files or folders below `source`.
copy_into_root() {
    local source=$1 word to
    shift
    local -a words=("$@")
    to=${words[-1]}
    unset 'words[-1]'
    [[ $to == /* ]] || to=${workdir%/}/$to
    if [ "${#words[@]}" -gt 1 ] || [ -d "$source/${words[0]#/}" ]; then
        to=${to%/}/
    fi
    for word in "${words[@]}"; do
        word=$source/${word#/}
        [ -e "$word" ] || refuse "there is no $word to COPY"
        if [ -d "$word" ]; then
            mkdir -p -- "$root$to"
            cp -R --preserve=mode,timestamps,links -- "$word/." "$root$to"
        else
            mkdir -p -- "$(dirname -- "$root${to}x")"
            cp --preserve=mode,timestamps -- "$word" "$root$to"
        fi
    done
}

run_in_root() {
    local command=$1 target name
    local -a env=()
    while [[ $command =~ ^--([^\ ]*)\ +(.*)$ ]]; do
        [[ ${BASH_REMATCH[1]} =~ ^mount=type=cache,target=([^,]+)$ ]] || refuse "RUN --${BASH_REMATCH[1]} is not understood"
        target=${BASH_REMATCH[1]}
        command=${command#* }
        # shellcheck disable=SC2154 # of whoever sources this
        mkdir -p -- "$root$target" "$cache_folder$target"
        mount --bind -- "$cache_folder$target" "$root$target"
        mounted+=("$root$target")
    done
    [ -z "$user" ] || refuse "RUN as another user than root is not understood"
    for name in "${!variables[@]}"; do
        env+=("$name=${variables[$name]}")
    done
    # shellcheck disable=SC2016 # for the shell in the root
    enter_root "$root" "$LONGEST_RUN_SECONDS" env ${env[@]+"${env[@]}"} \
        /bin/sh -c 'cd "$1" && exec /bin/sh -c "$2"' sh "$workdir" "$command"
    for target in ${mounted[@]+"${mounted[@]}"}; do
        umount -- "$target"
    done
    mounted=()
}

# What is only written down about the image.
note() {
    printf '%s\n' "$2" >"$meta/$1"
}

begin_stage() {
    local image=$1 name=$2 line
    finish_stage
    stage=$name
    root=$stages/$name
    meta=$stages/$name.meta
    mkdir -p -- "$meta"
    variables=()
    exported=(PATH)
    workdir=/
    user=
    while IFS= read -r line; do
        variables[${line%%=*}]=${line#*=}
        exported+=("${line%%=*}")
    done < <(stand_in "$image" "$root")
    [ -n "${variables[PATH]-}" ] || refuse "there is nothing that could stand for $image"
}

finish_stage() {
    local name
    [ -n "$stage" ] || return 0
    for name in "${exported[@]}"; do
        printf '%s=%s\n' "$name" "${variables[$name]}"
    done | sort -u >"$meta/env"
    note user "$user"
    note workdir "$workdir"
}

# carry_out DOCKERFILE CONTEXT STAGES [NAME=VALUE…]: one folder for each stage in the folder STAGES, the last one is called
# `image`; beside each a folder NAME.meta. The rest are build arguments.
carry_out() {
    local dockerfile=$1 context=$2 stages=$3 stage='' root='' meta='' workdir=/ user='' line word rest option
    local instruction last
    shift 3
    local -A variables=() given=()
    local -a exported=() mounted=() words=()
    for word in "$@"; do
        given[${word%%=*}]=${word#*=}
    done
    last=$(instructions "$dockerfile" | grep -c '^FROM ')
    copy_context "$context" "$stages/context"
    while IFS= read -r line; do
        instruction=${line%%[[:space:]]*}
        rest=${line#"$instruction"}
        rest=${rest#"${rest%%[![:space:]]*}"}
        word=$(tr -s " " <<<"$rest")
        say "$instruction ${word:0:90}"
        case $instruction in
            FROM)
                read -r -a words <<<"$rest"
                last=$((last - 1))
                word=image
                [ "$last" = 0 ] || word=${words[2]:-stage$last}
                begin_stage "${words[0]}" "$word"
                ;;
            ARG)
                word=${rest%%=*}
                [ "$rest" = "$word" ] || variables[$word]=$(expand "${rest#*=}")
                [ -z "${given[$word]+given}" ] || variables[$word]=${given[$word]}
                ;;
            ENV | LABEL)
                [[ $rest != *\'* ]] || refuse "no ' is understood in $instruction"
                while IFS= read -r word; do
                    word=$(expand "$word")
                    if [ "$instruction" = ENV ]; then
                        variables[${word%%=*}]=${word#*=}
                        exported+=("${word%%=*}")
                    else
                        printf '%s\n' "$word" >>"$meta/labels"
                    fi
                done < <(printf '%s' "$rest" | xargs -n 1 printf '%s\n')
                ;;
            WORKDIR)
                workdir=$(expand "$rest")
                [[ $workdir == /* ]] || refuse "WORKDIR $rest is not absolute"
                mkdir -p -- "$root$workdir"
                ;;
            USER) user=$(expand "$rest") ;;
            COPY)
                option=$stages/context
                if [[ $rest == --from=* ]]; then
                    word=${rest%% *}
                    option=$stages/${word#--from=}
                    rest=${rest#* }
                fi
                [[ $rest != --* ]] || refuse "COPY ${rest%% *} is not understood"
                read -r -a words <<<"$(expand "$rest")"
                copy_into_root "$option" "${words[@]}"
                ;;
            RUN) run_in_root "$rest" ;;
            HEALTHCHECK)
                while [[ $rest == --* ]]; do
                    rest=${rest#* }
                    rest=${rest#"${rest%%[![:space:]]*}"}
                done
                [[ $rest == CMD\ * ]] || refuse "HEALTHCHECK $rest is not understood"
                note healthcheck "$(words_of_array "${rest#CMD }")"
                ;;
            ENTRYPOINT | CMD) note "${instruction,,}" "$(words_of_array "$rest")" ;;
            EXPOSE | STOPSIGNAL) note "${instruction,,}" "$rest" ;;
            *) refuse "$instruction is not understood" ;;
        esac
    done < <(instructions "$dockerfile")
    finish_stage
}
