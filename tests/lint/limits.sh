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
# shellcheck disable=SC2046,SC2086
{
	say "$(wc -l $all | awk '$2 != "total" && $1 > 500')" \
		"longer than 500 lines"
	# A character is one byte after its continuation bytes are gone.
	say "$(LC_ALL=C awk '{
		width = 0
		n = split($0, part, "\t")
		for (i = 1; i <= n; i++) {
			gsub(/[\200-\277]/, "", part[i])
			width += length(part[i])
			if (i < n)
				width += 8 - width % 8
		}
	} width > 80 { print FILENAME ":" FNR }' $c)" \
		"wider than 80 columns"
	say "$(grep -nE '(^|[^:"a-z/])//' $c | grep -vE '"[^"]*//')" \
		"comments are /* */"
	say "$(grep -nwE 'TODO|FIXME|XXX' $all Makefile man/*.[157] \
		$(find core cmd tests -name '*.def' -o -name '*.sql' \
			-o -name '*.awk' -o -name '*.py') |
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
# Constant tables of pointers are in .data.rel.ro; what else is in .data, and
# .bss, may change.
# shellcheck disable=SC2046 # no name has a blank
say "$(nm -A -f sysv $(find cmd core -name '*.c' |
	sed 's|\(.*\)\.c$|build/test/\1.o|' | sort) | awk -F '|' '
	$7 ~ /^\.t?(data|bss)/ && $7 !~ /^\.data\.rel\.ro/ &&
		$4 ~ /OBJECT|TLS/ || $7 ~ /COM/ { print $1 }')" \
	"mutable for the whole program"
exit $bad
