#!/bin/sh
# SPDX-License-Identifier: MIT
# Bring pages and completions up to the table of commands: `docs.sh JAM`.
# A page that is there keeps its words; its synopsis is replaced.
set -eu
jam=$1
new=$(mktemp)
trap 'rm -f "$new"' EXIT

# part FROM TO FILE: the lines from FROM to TO.
part() {
	sed -n "/$1/,/$2/p" "$3"
}

sed -n 's/^JAM_COMMAND(\(.*\))$/\1/p' cmd/commands.def | while read -r name; do
	page=man/jam-$name.1
	"$jam" help --mdoc "$name" >"$new"
	[ -e "$page" ] ||
		sed "s/\$Mdocdate\\$/$(date '+%B %-d, %Y')/" "$new" >"$page"
	{
		sed '/^\.Sh SYNOPSIS/,$d' "$page"
		part '^\.Sh SYNOPSIS' '^\.Sh DESCRIPTION' "$new"
		sed '1,/^\.Sh DESCRIPTION/d' "$page"
	} >"$new.page"
	mv "$new.page" "$page"
done

# blocks PAGE: put in the blocks of $new, each up to its end.
blocks() {
	awk '
	/: by make docs$/ { name = $2 }
	FNR == NR { block[name] = block[name] $0 "\n"; next }
	/: by make docs$/ { printf "%s", block[name]; inside = 1 }
	!inside { print }
	/^\.\\" end$/ { inside = 0 }
	' "$new" "$1" >"$new.page"
	mv "$new.page" "$1"
}

"$jam" help --mdoc >"$new"
blocks man/jam.1
if command -v python3 >/dev/null; then
	python3 tests/schema.py page man/jam.schema.json >"$new"
	blocks man/jam-json.5
fi
for shell in bash zsh fish; do
	"$jam" completion "$shell" >"completions/jam.$shell"
done
