#!/bin/sh
# SPDX-License-Identifier: MIT
# What is private is in no public output, message or stray file.
set -eu
. tests/fault/tools
exec python3 tests/fault/canary.py
