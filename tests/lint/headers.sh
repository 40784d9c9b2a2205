#!/bin/sh
# SPDX-License-Identifier: MIT
# Each header compiles alone, is guarded by its path, and includes at most
# three deep.
set -u
bad=0
flags="-std=c11 -D_POSIX_C_SOURCE=200809L -I. -Wall -Wextra -Wpedantic -Werror"

for h in $(find cmd core -name '*.h' | sort); do
	guard=JAM_$(echo "${h#core/}" | tr 'a-z/.-' 'A-Z___')
	if ! grep -A 1 -x "#ifndef $guard" "$h" | grep -qx "#define $guard"; then
		echo "$h: its guard is not $guard"
		bad=1
	fi
	# The flags are words.
	# shellcheck disable=SC2086
	if ! said=$(${CC:-cc} $flags -H -fsyntax-only -x c "$h" 2>&1); then
		echo "$h does not compile alone:"
		echo "$said" | grep -v '^\.'
		bad=1
		continue
	fi
	depth=$(echo "$said" | awk '$1 ~ /^\.+$/ && $2 ~ /^(\.\/)?(core|cmd)\// {
		if (length($1) > n)
			n = length($1)
	} END { print n + 0 }')
	if [ "$depth" -gt 3 ]; then
		echo "$h: includes $depth deep"
		bad=1
	fi
done
exit $bad
