#!/bin/sh
# SPDX-License-Identifier: MIT
# Every system call fails in turn, or kills: all or nothing.
set -eu
exec sh tests/fault/tools calls
