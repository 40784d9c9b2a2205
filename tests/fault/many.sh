#!/bin/sh
# SPDX-License-Identifier: MIT
# Many at once: none fails, none is lost, readers never wait.
set -eu
exec sh tests/fault/tools many
