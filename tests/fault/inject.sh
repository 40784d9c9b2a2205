#!/bin/sh
# SPDX-License-Identifier: MIT
# SQL typed into every field stays a text: no statement is made of it.
set -eu
exec sh tests/fault/tools inject
