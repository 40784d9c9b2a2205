#!/bin/sh
# SPDX-License-Identifier: MIT
# Lengths, depth, parameters, no mutable variable that outlives a call.
set -u
bad=0

say() {
	[ -z "$1" ] && return
	echo "$2:"
	echo "$1"
	bad=1
}

c=$(find cmd core tests -name '*.[ch]' | sort)
all="$c $(find tests -name '*.sh' -o -name '*.bats' -o -name '*.bash')"
# Lists of files are words throughout.
# shellcheck disable=SC2086
{
	say "$(wc -l $all | awk '$2 != "total" && $1 > 500')" \
		"longer than 500 lines"
	# A character is one byte after its continuation bytes are gone.
	say "$(for f in $c; do
		expand "$f" | tr -d '\200-\277' |
			awk -v f="$f" 'length > 80 { print f ":" NR }'
	done)" "wider than 80 columns"
	say "$(grep -nE '(^|[^:"a-z/])//' $c | grep -vE '"[^"]*//')" \
		"comments are /* */"
	say "$(grep -nwE 'TODO|FIXME|XXX' $all Makefile |
		grep -v '^tests/lint/limits.sh')" "left to do"
	say "$(grep -nE '^(	){5,}(if|for|while|switch|do) ?[({]' $c)" \
		"nested deeper than 4"
	ctags -x --_xformat='%F:%n %N %{end} %n %S' --c-kinds=f \
		--fields=+neS $c >build/functions
	say "$(awk '$3 - $4 + 1 > 80 { print $1, $2, $3 - $4 + 1 }' \
		build/functions)" "functions longer than 80 lines"
	# The parameters of a callback are its own.
	say "$(awk '{ s = $0; sub(/^[^(]*\(/, "", s) }
		{ while (gsub(/\([^()]*\)/, "", s)) n++ }
		{ n = gsub(/,/, "", s) }
		n >= 6 { print $1, $2, n + 1 }' build/functions)" \
		"functions with more than 6 parameters"
}
# Constant tables of pointers are in .data.rel.ro; .data and .bss may change.
for c in $(find cmd core -name '*.c' | sort); do
	o=build/test/${c%.c}.o
	say "$(nm -f sysv "$o" | awk -F '|' '
		$7 ~ /^\.(data|bss|tdata|tbss)$/ && $4 ~ /OBJECT|TLS/ ||
		$7 ~ /COM/ { print $1 }')" "$o: mutable for the whole program"
done
exit $bad
