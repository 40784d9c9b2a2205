#!/bin/sh
# SPDX-License-Identifier: MIT
# No disk, no stream: a clear error, the right exit, all as before.
set -eu
exec sh tests/fault/tools disk
