#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that jam makes are those named, their modes as listed.
set -eu
exec sh tests/fault/tools places
