#!/bin/sh
# SPDX-License-Identifier: MIT
# What is private is in no public output, message or stray file.
set -eu
exec sh tests/fault/tools canary
