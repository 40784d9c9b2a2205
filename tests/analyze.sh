#!/bin/sh
# SPDX-License-Identifier: MIT
# What machines find by reading a file, and valgrind by running a unit test:
# `analyze.sh read STAMP FILE.c COMPILER-FLAGS...`, `analyze.sh run STAMP TEST`.
# Silent when all is well, and then STAMP is made.
set -eu
kind=$1
stamp=$2
what=$3
shift 3
mkdir -p "${stamp%/*}"
log=$stamp.log

read_one() {
	gcc "$@" -MF /dev/null -O2 -fanalyzer -Werror -c -o /dev/null "$what" &&
		clang-tidy --quiet --warnings-as-errors='*' --checks="-*,\
bugprone-*,-bugprone-easily-swappable-parameters,\
-bugprone-reserved-identifier,-bugprone-sizeof-expression,clang-analyzer-*,\
-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling" \
		"$what" -- "$@" &&
		cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
		--enable=warning,performance,portability \
		--suppress=missingIncludeSystem -D_POSIX_C_SOURCE=200809L \
		-I. "$what"
}

case $kind in
read)
	if ! read_one "$@" >"$log" 2>&1; then
		cat "$log"
		exit 1
	fi
	;;
run)
	# Random cases are few; nothing waits for the machine's other work.
	export JAM_FEW=1
	# A child that is left at once, or killed, has not lost what it holds.
	if ! prlimit --cpu=600 valgrind --quiet --error-exitcode=1 \
		--leak-check=full --show-leak-kinds=definite \
		--errors-for-leak-kinds=definite "$what" >"$log" 2>&1; then
		echo "$what:"
		grep '^==' "$log"
		exit 1
	fi
	;;
esac
rm -f "$log"
: >"$stamp"
