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

for c in core/policy/*.c core/model/*.c; do
	o=build/test/${c%.c}.o
	found=$(nm -u "$o" | awk '{ print $2 }' | sort -u |
		grep -vxE "$allowed")
	[ -z "$found" ] && continue
	echo "$o calls: $found"
	bad=1
done
forbidden='stdout|stderr|stdin|_?exit|_Exit|quick_exit|abort_handler_s'
forbidden="$forbidden|(secure_)?getenv|environ|perror|printf|puts|putchar"
forbidden="$forbidden|__printf_chk|system|popen|fork|setlocale"
for c in core/*/*.c; do
	o=build/test/${c%.c}.o
	found=$(nm -u "$o" | awk '{ print $2 }' | sort -u |
		grep -xE "$forbidden")
	[ -z "$found" ] && continue
	echo "$o touches: $found"
	bad=1
done
exit $bad
