#!/bin/sh
# SPDX-License-Identifier: MIT
# What the objects of core may call: policy and model only what is listed,
# nothing of core the standard streams, exit or the environment.
set -u
bad=0

allowed='jam_[a-z0-9_]*|mem(cpy|move|set|cmp|chr)|__mem(cpy|move|set)_chk'
allowed="$allowed|str(len|cmp|ncmp|chr|rchr|str|spn|cspn|pbrk)"
allowed="$allowed|(__)?str(n?cat|n?cpy)(_chk)?"
allowed="$allowed|sqrt|floor|ceil|fabs|trunc|round|log|log10|log1p|exp|pow"
allowed="$allowed|fmin|fmax|ldexp|frexp|nextafter|lround|llround|hypot"
# What the compiler itself puts there.
allowed="$allowed|__(u?divti3|u?modti3|udivmodti4|popcountdi2)"
allowed="$allowed|__float(un)?tidf|__fix(uns)?dfti"
allowed="$allowed|__stack_chk_fail|__assert_fail|_GLOBAL_OFFSET_TABLE_"

# calls SOURCE...: what the objects of these sources want from elsewhere, a
# line "OBJECT SYMBOL" each.
calls() {
	# shellcheck disable=SC2046 # no name has a blank
	nm -A -u $(printf '%s\n' "$@" | sed 's|\(.*\)\.c$|build/test/\1.o|') |
		awk '{ sub(/:.*/, "", $1); print $1, $NF }' | sort -u
}

# say WHAT LINES
say() {
	[ -z "$2" ] && return
	echo "$2" | sed "s/ / $1: /"
	bad=1
}

say calls "$(calls core/policy/*.c core/model/*.c | grep -vE " ($allowed)$")"
forbidden='stdout|stderr|stdin|_?exit|_Exit|quick_exit|abort_handler_s'
forbidden="$forbidden|(secure_)?getenv|environ|perror|printf|puts|putchar"
forbidden="$forbidden|__printf_chk|system|popen|fork|setlocale"
# The time is given; so is chance, but for that of uids.
forbidden="$forbidden|time|clock|clock_gettime|gettimeofday|s?rand|s?random"
# How long a check of the file may take is its own affair.
say touches "$(calls core/*/*.c | grep -E " ($forbidden)$" |
	grep -v '/sqlite_check\.o clock_gettime$')"
# Scores are integers and fractions, and so is what is handed out; a double
# stands where a method needs it, in files of its own.
exact='amend|assign(_.*)?|audit(_.*)?|bayes|check_(digest|level)|flow|mean|prize'
exact="$exact|rules|score_rules|scores|standing|survey_public|tally|wide"
say has "$(printf '%s\n' core/policy/*.[ch] |
	grep -E "/($exact)\.[ch]$" |
	xargs grep -oEw 'double|float' | sort -u | tr : ' ')"
exit $bad
