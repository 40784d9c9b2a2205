#!/bin/sh
# SPDX-License-Identifier: MIT
# No memory: 71, no crash, no half work.
set -eu
exec sh tests/fault/tools memory
