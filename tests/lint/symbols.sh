#!/bin/sh
# SPDX-License-Identifier: MIT
# A name that leaves its file begins with jam_ and is defined once: of two, an
# archive would take either without a word.  (A weak one may be replaced.)
set -u
bad=0
for c in cmd/*.c cmd/cli/*.c core/*/*.c; do
	nm -g --defined-only "build/test/${c%.c}.o" |
		awk -v c="$c" '$2 != "W" { print $3, c }'
done | sort >build/symbols
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
