#!/bin/sh
# Writes down now and then how full the disk is.
set -eu
echo "gathering every ${SECONDS_BETWEEN:-2} s"
while :; do
    df -P . | tail -n 1 >>data/disk.txt
    sleep "${SECONDS_BETWEEN:-2}"
done
