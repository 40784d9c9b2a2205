#!/bin/sh
# SPDX-License-Identifier: MIT
# What is made to cost time or memory is refused, the bound in the message.
set -eu
exec sh tests/fault/tools bombs
