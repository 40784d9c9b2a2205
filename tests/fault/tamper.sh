#!/bin/sh
# SPDX-License-Identifier: MIT
# Changes behind the back of jam are found.
set -eu
exec sh tests/fault/tools tamper
