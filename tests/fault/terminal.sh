#!/bin/sh
# SPDX-License-Identifier: MIT
# No control character of a text reaches a terminal.
set -eu
. tests/fault/tools
exec python3 tests/fault/terminal.py
