#!/bin/sh
# SPDX-License-Identifier: MIT
# No control character of a text reaches a terminal.
set -eu
exec sh tests/fault/tools terminal
