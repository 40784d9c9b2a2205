#!/bin/sh
# SPDX-License-Identifier: MIT
# Two builds in two folders give the same program.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/another-folder"
cp -R Makefile cmd core examples tests "$dir/another-folder"
# Whatever make was told stays in the environment; its jobs do not.
unset MAKEFLAGS MFLAGS
make -s -j2 -C "$dir/another-folder" build/jam >"$dir/log" 2>&1 || {
	cat "$dir/log"
	exit 1
}
cmp build/jam "$dir/another-folder/build/jam"
