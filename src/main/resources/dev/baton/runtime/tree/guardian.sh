# Ends what Baton has begun when Baton is gone, but for what can be adopted. Arguments: the run file, and the word that all
# markers of this Baton start with; "." follows it in those of processes to end, "+" in those of processes to adopt.
# Standard input is a pipe that nobody but Baton has open: its end is Baton's end.
trap '' HUP INT QUIT TERM USR1 USR2 PIPE
cd /
file=$1
word=$2
while read -r line; do :; done

# Kills the groups that the run file names, if the leader is still the process that was begun: same number, same start time.
groups() {
    [ -r "$file" ] || return 0
    while read -r mark pid start name rest; do
        case $name in "$word".*) ;; *) continue ;; esac
        [ "$mark" = + ] && [ -r "/proc/$pid/stat" ] || continue
        stat=
        read -r stat <"/proc/$pid/stat" || continue
        set -f
        set -- ${stat##*) }
        if [ "${20}" = "$start" ] && [ "$1" != Z ]; then
            kill -KILL "-$pid"
            left=1
        fi
    done <"$file"
}

# Kills whoever has the marker, wherever it went.
marked() {
    set +f
    for found in $(grep -lsz "^BATON_TREE=\(.*,\)\{0,1\}$word\." /proc/[0-9]*/environ); do
        pid=${found#/proc/}
        kill -KILL "${pid%/*}"
        left=1
    done
}

tries=0
left=1
while [ "$left" = 1 ] && [ "$tries" -lt 1200 ]; do
    left=0
    groups
    marked
    [ "$left" = 0 ] || sleep 0.05
    tries=$((tries + 1))
done
# What goes on for the next Baton to adopt stands in the file too.
[ "$left" = 1 ] || grep -qs "^+ [0-9]* [0-9]* [0-9-]*+" "$file" || rm -f "$file"
