#!/bin/sh
# SPDX-License-Identifier: MIT
# Many at once: none fails, none is lost, readers never wait.
set -eu
. tests/fault/tools
exec python3 tests/fault/many.py
