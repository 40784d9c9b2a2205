#!/bin/sh
# SPDX-License-Identifier: MIT
# A name that leaves its file begins with jam_ and is defined once: of two, an
# archive would take either without a word.  (A weak one may be replaced.)
set -u
bad=0
# shellcheck disable=SC2046 # no name has a blank
nm -A -g --defined-only $(printf '%s\n' cmd/*.c cmd/cli/*.c core/*/*.c |
	sed 's|\(.*\)\.c$|build/test/\1.o|') |
	awk '$2 != "W" { sub(/:.*/, "", $1); print $3, $1 }' |
	sort >build/symbols
other=$(grep -vE '^(jam_|main )' build/symbols)
twice=$(awk '{ if ($1 == last) print $1 ": " from ", " $2; last = $1; from = $2 }' \
	build/symbols)
if [ -n "$other" ]; then
	echo "names without jam_:"
	echo "$other"
	bad=1
fi
if [ -n "$twice" ]; then
	echo "defined twice:"
	echo "$twice"
	bad=1
fi
exit $bad
