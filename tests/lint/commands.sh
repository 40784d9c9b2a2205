#!/bin/sh
# SPDX-License-Identifier: MIT
# A command has its file, its line in commands.def, a page and tests.
set -u
bad=0

say() {
	echo "$1"
	bad=1
}

names=$(sed -n 's/^JAM_COMMAND(\(.*\))$/\1/p' cmd/commands.def)
[ "$names" = "$(echo "$names" | sort)" ] || say "commands.def is not sorted"
for f in cmd/*.c; do
	name=$(basename "$f" .c)
	echo "$names" | grep -qx "$name" || say "$f is not in commands.def"
	grep -q "^const struct jam_command jam_cmd_$name = {" "$f" ||
		say "$f does not define jam_cmd_$name"
done
for name in $names; do
	for f in "cmd/$name.c" "man/jam-$name.1" "tests/cli/$name.bats"; do
		[ -e "$f" ] || say "$name: $f is missing"
	done
done
exit $bad
