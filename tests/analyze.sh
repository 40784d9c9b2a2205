#!/bin/sh
# SPDX-License-Identifier: MIT
# What machines find by reading, and valgrind by running the unit tests:
# `analyze.sh FILE.c... -- COMPILER-FLAGS...`.  Silent when all is well.
set -u
files=
bad=0
while [ "$1" != -- ]; do
	files="$files $1"
	shift
done
shift

# What a program says of each file, several files at a time; "{}" is the file.
each() {
	# Files are words; the inner shell expands its own arguments.
	# shellcheck disable=SC2086,SC2016
	printf '%s\n' $files |
		xargs -P "$(nproc)" -I '{}' sh -c 'said=$("$@" 2>&1) ||
			{ printf "%s\n" "$said"; exit 1; }' each "$@"
}

each gcc "$@" -MD -MF /dev/null -O2 -fanalyzer -Werror -c -o /dev/null '{}' ||
	bad=1
each clang-tidy --quiet --warnings-as-errors='*' --checks="-*,\
bugprone-*,-bugprone-easily-swappable-parameters,\
-bugprone-reserved-identifier,-bugprone-sizeof-expression,clang-analyzer-*,\
-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling" \
	'{}' -- "$@" || bad=1
# shellcheck disable=SC2086
cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
	--enable=warning,performance,portability \
	--suppress=missingIncludeSystem -D_POSIX_C_SOURCE=200809L \
	-I. $files || bad=1
for test in build/test/tests/unit/test_*; do
	[ -x "$test" ] || continue
	case $test in *.o | *.d) continue ;; esac
	timeout 100 valgrind --quiet --error-exitcode=1 --leak-check=full \
		"$test" >build/valgrind.log 2>&1
	case $? in
	0) ;;
	124) echo "$test: left out, it takes valgrind too long" ;;
	*)
		echo "$test:"
		grep '^==' build/valgrind.log
		bad=1
		;;
	esac
done
exit $bad
