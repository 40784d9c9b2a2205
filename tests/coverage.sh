#!/bin/sh
# SPDX-License-Identifier: MIT
# Lines and branches of our own code that the tests of build/cover reached:
# `coverage.sh FILE.c...`; worst files first, the whole at the end.
set -u
for c in "$@"; do
	notes=build/cover/${c%.c}.gcno
	[ -e "$notes" ] || continue
	gcov -b -n -o "$notes" "$c" 2>/dev/null | awk -v file="$c" '
	/^File / { mine = $0 == "File \x27" file "\x27" }
	mine && /^Lines executed:/ { split($2, a, ":"); l = a[2]; ln = $4 }
	mine && /^Taken at least once:/ { split($4, a, ":"); b = a[2]; bn = $6 }
	END {
		if (ln)
			printf "%s %.2f %d %.2f %d\n", file, l, ln, b, bn
	}'
done | sort -k4,4n | awk '
{
	printf "%-44s lines %6.2f %% of %5d  branches %6.2f %% of %5d\n", \
		$1, $2, $3, $4, $5
	l += $2 * $3; ln += $3; b += $4 * $5; bn += $5
}
END {
	printf "%-44s lines %6.2f %% of %5d  branches %6.2f %% of %5d\n", \
		"all", ln ? l / ln : 0, ln, bn ? b / bn : 0, bn
}'
