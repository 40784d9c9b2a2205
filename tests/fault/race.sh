#!/bin/sh
# SPDX-License-Identifier: MIT
# Links planted in an export: nothing outside is touched.
set -eu
. tests/fault/tools
exec python3 tests/fault/race.py
