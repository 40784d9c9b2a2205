#!/bin/sh
# SPDX-License-Identifier: MIT
# kill -9 at any moment: what was acknowledged stays, nothing is half done.
set -eu
. tests/fault/tools
exec python3 tests/fault/kill.py
