#!/bin/sh
# SPDX-License-Identifier: MIT
# kill -9 at any moment: what was acknowledged stays, nothing is half done.
set -eu
exec sh tests/fault/tools kill
