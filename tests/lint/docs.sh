#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages and completions say what the table of commands says.
set -u
bad=0
dir=$(mktemp -d) || exit 71
trap 'rm -rf "$dir"' EXIT

synopsis() {
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$1"
}

# same WHAT A B: two files that must be equal.
same() {
	diff -u "$2" "$3" >"$dir/diff" && return
	echo "$1 (repair with \`make docs\`, or by hand):"
	cat "$dir/diff"
	bad=1
}

# choices TABLE: what each operand and option may be, "a, b or c", a line each.
choices() {
	awk '/^\.It/ { text = ""; next }
	     /^\.El/ { next }
	     { text = text " " $0 }
	     /\.$/ && match(text, /: [a-z0-9-]+(, [a-z0-9-]+)* or [a-z0-9-]+\.$/) {
		print substr(text, RSTART + 2)
	     }' "$1"
}

names=$(sed -n 's/^JAM_COMMAND(\(.*\))$/\1/p' cmd/commands.def)
for name in $names; do
	page=man/jam-$name.1
	[ -e "$page" ] || continue
	build/jam help --mdoc "$name" >"$dir/table.1"
	synopsis "$dir/table.1" >"$dir/want"
	synopsis "$page" >"$dir/have"
	same "$page: SYNOPSIS differs from the table" "$dir/have" "$dir/want"
	grep '^\.It Fl' "$dir/table.1" | sort >"$dir/want"
	grep '^\.It Fl' "$page" | sort >"$dir/have"
	same "$page: options differ from the table" "$dir/have" "$dir/want"
	choices "$dir/table.1" >"$dir/want"
	tr -s '\n' ' ' <"$page" >"$dir/flat"
	while read -r list; do
		grep -qF "$list" "$dir/flat" && continue
		echo "$page: choices differ from the table: $list"
		bad=1
	done <"$dir/want"
done
build/jam help --mdoc >"$dir/want"
sed -n '/: by make docs$/,/^\.\\" end$/p' man/jam.1 >"$dir/have"
same "man/jam.1: commands or options differ from the table" "$dir/have" \
	"$dir/want"
if command -v python3 >/dev/null; then
	python3 tests/schema.py page man/jam.schema.json >"$dir/want"
	sed -n '/: by make docs$/,/^\.\\" end$/p' man/jam-json.5 >"$dir/have"
	same "man/jam-json.5: differs from man/jam.schema.json" "$dir/have" \
		"$dir/want"
fi
for shell in bash zsh fish; do
	build/jam completion "$shell" >"$dir/want"
	same "completions/jam.$shell is stale" "completions/jam.$shell" \
		"$dir/want"
done
# Pages refer to pages that are there.
sed -n 's/.*\.Xr \(jam[a-z-]*\) \([0-9]\).*/\1.\2/p' man/*.[157] | sort -u |
	while read -r ref; do
		[ -e "man/$ref" ] || echo "man/$ref is referred to and missing"
	done >"$dir/missing"
if [ -s "$dir/missing" ]; then
	cat "$dir/missing"
	bad=1
fi
exit $bad
