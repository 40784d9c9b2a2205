#!/bin/sh
# SPDX-License-Identifier: MIT
# Links planted in an export: nothing outside is touched.
set -eu
exec sh tests/fault/tools race
