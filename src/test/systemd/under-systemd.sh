#!/usr/bin/env bash
# Lets a real systemd start, reload, watch and stop Baton by its unit, and prints what came of it, a fact a line. Needs root, and a
# systemd that is installed but need not run: one is started as a user's instance, in a mount namespace of its own.
#
#   under-systemd.sh UNIT HOME FOLDER   the unit; where bin/baton and lib/baton.jar are; a folder, not in /tmp, which has good.yaml
#                                       with the socket /run/baton-test/baton/baton.sock and one agent, which hangs Baton while
#                                       there is a file `hold`, and bad.yaml
#
# Ends with 77 where that can't be done.
set -uo pipefail

unit=$1 home=$2 folder=$3
manager=/lib/systemd/systemd
run=/run/baton-test

skip() {
    echo "skipped: $1"
    exit 77
}

# What the manager and its services were, until nothing of it is left.
sweep() {
    local i
    for ((i = 0; i < 50; i++)); do
        find "$group" -name cgroup.procs -exec cat {} + 2>/dev/null | xargs -r kill -KILL 2>/dev/null
        find "$group" -depth -type d -exec rmdir {} + 2>/dev/null
        [ -d "$group" ] || return
        sleep 0.1
    done
}

if [ "${4:-}" != inside ]; then
    [ "$(id -u)" = 0 ] || skip "it takes root"
    [ -x "$manager" ] || skip "there is no systemd"
    unshare -m true 2>/dev/null || skip "there are no mount namespaces"
    case $home in
        /tmp/* | /var/tmp/*) skip "PrivateTmp hides $home" ;;
    esac
    group=
    for each in /sys/fs/cgroup/systemd /sys/fs/cgroup; do
        if [ -w "$each/cgroup.procs" ] && mkdir "$each/baton-test-$$" 2>/dev/null; then
            group=$each/baton-test-$$
            break
        fi
    done
    [ -n "$group" ] || skip "no control group can be made"
    trap sweep EXIT
    GROUP=$group unshare -m "$BASH" "$0" "$unit" "$home" "$folder" inside
    exit
fi

echo $$ >"$GROUP/cgroup.procs" || skip "the control group can't be entered"
mount --make-rprivate / && mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system || skip "nothing can be mounted"
mkdir -p $run/{home,units/baton.service.d,config}
chmod 700 $run
socket=$run/baton/baton.sock
state=$run/config/baton
cp -- "$folder/good.yaml" $run/baton.yaml
# A user's instance has other folders, and no users.
sed -e "s#/usr/bin/baton#$home/bin/baton#; s#/etc/baton/baton.yaml#$run/baton.yaml#; s#/run/baton/baton.sock#$socket#" \
    -e "s#/var/lib/baton#$state#; /^User=/d; /^Group=/d; /network-online/d" "$unit" >$run/units/baton.service
# Shorter times, somewhere to write to, and without the three that a container mostly forbids. Control groups of version 1 don't
# always tell when they are empty; systemd then waits for it in vain after Baton has ended, and calls the stop a failure. So what
# counts here is how Baton itself has ended.
cat >$run/units/baton.service.d/here.conf <<END
[Service]
Environment=BATON_ARCHIVE=off BATON_JAVA=${BATON_JAVA:-}
StandardOutput=append:$run/journal
StandardError=append:$run/journal
WatchdogSec=2
RestartSec=100ms
TimeoutStopSec=5
ExecStopPost=/bin/sh -c 'echo "ended: \$EXIT_CODE \$EXIT_STATUS"'
ProtectHome=no
ProtectKernelLogs=no
ProtectKernelTunables=no
END
printf '[Unit]\nDescription=Nothing\n' | tee $run/units/basic.target >$run/units/shutdown.target

environment=(HOME=$run/home XDG_RUNTIME_DIR=$run XDG_CONFIG_HOME=$run/config PATH="$PATH")
env -i "${environment[@]}" SYSTEMD_UNIT_PATH=$run/units SYSTEMD_LOG_TARGET=null \
    "$manager" --user --unit=basic.target >/dev/null 2>&1 </dev/null &
# It may move to a control group where nobody sweeps.
managed=$!
trap 'kill -KILL "$managed" 2>/dev/null' EXIT

ctl() { env -i "${environment[@]}" systemctl --user "$@" 2>/dev/null; }
show() { ctl show baton -p "$1" --value; }
is() { [ "$(show "$1")" = "$2" ]; }
answers() { ctl show >/dev/null; }
how_it_ended() { grep '^ended: ' $run/journal | tail -n 1; }
ends() { grep -c '^ended: ' $run/journal; }
has_ended() { [ "$(ends)" -gt "$1" ]; }
left() { find "$GROUP" -path '*baton.service*' -name cgroup.procs -exec cat {} + 2>/dev/null | wc -l; }
# Waits for a fact, but not for ever.
until_true() {
    local i
    for ((i = 0; i < 600; i++)); do
        ! "$@" || return 0
        sleep 0.1
    done
    echo "in vain: $*"
    ctl show baton | grep -E '^(ActiveState|SubState|Result|StatusText|NRestarts|ExecMain)'
    cat $run/journal
    exit 1
}

until_true answers
ctl start baton
echo "start $? $(show ActiveState)"
[ -S $socket ] && echo "commands are taken"
grep -E '^(NoNewPrivs|Seccomp|CapBnd):' "/proc/$(show MainPID)/status" | tr '\t' ' '
until_true is StatusText "1 of 1 agent running"
ctl reload baton
echo "reload $? $(show ActiveState)"
cp -- "$folder/bad.yaml" $run/baton.yaml
ctl reload baton
echo "refused reload $? $(show ActiveState)"
cp -- "$folder/good.yaml" $run/baton.yaml
ctl stop baton
echo "stop $? $(how_it_ended), $(left) processes left"

ctl start baton
until_true is StatusText "1 of 1 agent running"
touch $state/hold
until_true is NRestarts 1
echo "hang: $(grep -c 'Full thread dump' $run/journal) thread dump"
rm $state/hold
until_true is ActiveState active
before=$(ends)
"$home/bin/baton" shutdown --socket $socket >/dev/null
until_true has_ended "$before"
echo "shutdown $(how_it_ended)"
ctl stop baton

cp -- "$folder/bad.yaml" $run/baton.yaml
ctl start baton
echo "refused start $? $(show ActiveState) $(show ExecMainStatus), $(show NRestarts) restarts"
