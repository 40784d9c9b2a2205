#!/bin/sh
# SPDX-License-Identifier: MIT
# The power goes: what was not synced is lost, what was said stays.
set -eu
exec sh tests/fault/tools power
