#!/bin/sh
# SPDX-License-Identifier: MIT
# No disk, no stream: a clear error, the right exit, all as before.
set -eu
. tests/fault/tools
exec python3 tests/fault/disk.py
