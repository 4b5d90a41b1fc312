#!/bin/sh
# Says what is new in the file. By exec, so that a stop reaches the program itself.
set -eu
exec tail -n 0 -F data/disk.txt
