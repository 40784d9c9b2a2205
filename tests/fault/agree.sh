#!/bin/sh
# SPDX-License-Identifier: MIT
# Two verifiers agree on random events.
set -eu
exec sh tests/fault/tools agree
