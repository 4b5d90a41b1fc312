# shellcheck shell=bash disable=SC2154 # command is set by bin/baton
# What holds on a machine with the service, where nobody says otherwise. Sourced by bin/baton, which has set `command`.

# Whoever may read the service's config, as root and the members of group baton may, means the service; everybody else a
# Baton of his own.
if [ -z "${BATON_SOCKET:-}" ] && [ "$command" != run ] && [ -r /etc/baton/baton.yaml ]; then
    export BATON_SOCKET=/run/baton/baton.sock
fi
