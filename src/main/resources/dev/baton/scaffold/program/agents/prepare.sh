#!/bin/sh
# Makes what the others need.
set -eu
mkdir -p data
touch data/disk.txt
echo "data/ is there"
