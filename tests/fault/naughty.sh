#!/bin/sh
# SPDX-License-Identifier: MIT
# Naughty strings in every field, and back.
set -eu
exec sh tests/fault/tools naughty
