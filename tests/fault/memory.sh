#!/bin/sh
# SPDX-License-Identifier: MIT
# No memory: 71, no crash, no half work.
set -eu
. tests/fault/tools
exec python3 tests/fault/memory.py
